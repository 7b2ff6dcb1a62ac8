import { describe, expect, test } from 'vitest';
import { type ApiRequest, fromResult, toEvent } from '../../../local/aws/api-event';
import { matchRoute, type Route, routesOf } from '../../../local/aws/api-routes';

const ROUTES: Route[] = [
  'POST /texts',
  'ANY /console',
  'ANY /console/{proxy+}',
  'GET /console/{page}',
  'GET /console/help',
].map((key) => ({
  key,
  functionId: key,
}));

describe('a request takes the most specific route', () => {
  test.each([
    ['POST', '/texts', 'POST /texts', {}],
    ['GET', '/console', 'ANY /console', {}],
    ['GET', '/console/help', 'GET /console/help', {}],
    ['GET', '/console/replies', 'GET /console/{page}', { page: 'replies' }],
    ['POST', '/console/replies', 'ANY /console/{proxy+}', { proxy: 'replies' }],
    ['POST', '/console/a/b', 'ANY /console/{proxy+}', { proxy: 'a/b' }],
  ])('%s %s', (method, path, key, pathParameters) => {
    const match = matchRoute(ROUTES, method, path);
    expect(match?.route.key).toBe(key);
    expect(match?.pathParameters).toEqual(pathParameters);
  });

  test.each([
    ['GET', '/texts'],
    ['POST', '/texts/more'],
    ['POST', '/text'],
    ['GET', '/'],
  ])('%s %s takes none', (method, path) => {
    expect(matchRoute(ROUTES, method, path)).toBeUndefined();
  });

  test('$default takes what is left', () => {
    expect(matchRoute([...ROUTES, { key: '$default', functionId: 'd' }], 'GET', '/x')?.route.functionId).toBe('d');
  });
});

test('routes come from the template, through their integrations', () => {
  const template = {
    Resources: {
      Texts: { Type: 'AWS::Lambda::Function' },
      Call: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { IntegrationUri: { 'Fn::GetAtt': ['Texts', 'Arn'] } },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { RouteKey: 'POST /texts', Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Call' }]] } },
      },
    },
  };
  expect(routesOf(template)).toEqual([{ key: 'POST /texts', functionId: 'Texts' }]);
  const { Call: _, ...without } = template.Resources;
  expect(() => routesOf({ Resources: without })).toThrow(/Route/);
});

const request = (changes: Partial<ApiRequest>): ApiRequest => ({
  method: 'POST',
  url: '/texts?a=1&a=2&b=%C3%A9',
  headers: { host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded', cookie: 's=1; t=2' },
  body: Buffer.from('Body=%C2%BFhola%3F'),
  sourceIp: '127.0.0.1',
  ...changes,
});
const eventOf = (changes: Partial<ApiRequest> = {}) =>
  toEvent(matchRoute(ROUTES, 'POST', '/texts')!, request(changes), new Date('2026-03-12T19:03:58Z'));

test('a form arrives in base64 with its raw query and cookies apart, as from API Gateway', () => {
  const event = eventOf();
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /texts',
    rawPath: '/texts',
    rawQueryString: 'a=1&a=2&b=%C3%A9',
    queryStringParameters: { a: '1,2', b: 'é' },
    cookies: ['s=1', 't=2'],
    isBase64Encoded: true,
    requestContext: { http: { method: 'POST', path: '/texts' }, time: '12/Mar/2026:19:03:58 +0000' },
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(Buffer.from(event.body!, 'base64').toString()).toBe('Body=%C2%BFhola%3F');
});

test('JSON arrives as text, and an empty body not at all', () => {
  const json = eventOf({ headers: { 'content-type': 'application/json' }, body: Buffer.from('{"é":1}') });
  expect(json).toMatchObject({ body: '{"é":1}', isBase64Encoded: false });
  expect(eventOf({ body: Buffer.alloc(0) })).not.toHaveProperty('body');
});

test('a structured answer keeps status, headers, cookies and bytes', () => {
  const answer = fromResult({
    statusCode: 201,
    headers: { 'Content-Type': 'text/xml' },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from([0, 255]).toString('base64'),
    isBase64Encoded: true,
  });
  expect(answer).toEqual({
    status: 201,
    headers: { 'content-type': 'text/xml', 'set-cookie': ['a=1', 'b=2'] },
    body: Buffer.from([0, 255]),
  });
});

test('an answer without a status is JSON with status 200', () => {
  expect(fromResult({ ok: true })).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"ok":true}',
  });
});
