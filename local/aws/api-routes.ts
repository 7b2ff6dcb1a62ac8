/** Which function of the HTTP API serves a request: API Gateway's rules for route keys such as `ANY /console/{proxy+}`. */

import { HotlineError } from '../../lambda/hotline/errors';
import { referredId } from './intrinsics';
import type { Template } from './template';
import { resourcesOf } from './template';

export interface Route {
  /** As in the template: `POST /texts` or `$default`. */
  readonly key: string;
  /** Logical id of the function. */
  readonly functionId: string;
}

export interface Match {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Reads the API's routes from the template. @throws HotlineError 'config.invalid': a route that leads to no function */
export function routesOf(template: Template): Route[] {
  const integrations = new Map(
    resourcesOf(template, 'AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [
      id,
      referredId(properties.IntegrationUri),
    ]),
  );
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ id, properties }) => {
    const functionId = integrations.get(referredId(properties.Target) ?? '');
    if (!functionId) throw new HotlineError('config.invalid', `The route ${id} of the template leads to no function.`);
    return { key: String(properties.RouteKey), functionId };
  });
}

/** The most specific route: exact path before `{variable}` before `{greedy+}` before `$default`; a method before ANY. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  return routes
    .map((route) => ({ route, ...matchKey(route.key, method, path) }))
    .filter((match) => match.rank !== undefined)
    .sort((a, b) => a.rank!.localeCompare(b.rank!))
    .map(({ route, pathParameters }) => ({ route, pathParameters }))[0];
}

const NO_MATCH = { rank: undefined, pathParameters: {} };

/** Rank: one digit per path segment (0 literal, 1 variable, 2 greedy), then the method's; lower is more specific. */
function matchKey(
  key: string,
  method: string,
  path: string,
): { rank?: string; pathParameters: Record<string, string> } {
  if (key === '$default') return { rank: '9', pathParameters: {} };
  const [keyMethod = '', keyPath = ''] = key.split(' ');
  if (keyMethod !== 'ANY' && keyMethod !== method) return NO_MATCH;
  const wanted = keyPath.split('/').slice(1);
  const actual = path.split('/').slice(1);
  const pathParameters: Record<string, string> = {};
  let rank = '';
  for (const [index, segment] of wanted.entries()) {
    const variable = /^\{(.+?)(\+?)\}$/.exec(segment);
    const rest = actual.slice(index);
    if (rest.length === 0) return NO_MATCH;
    if (variable?.[2]) {
      if (rest.join('/') === '') return NO_MATCH;
      pathParameters[variable[1]!] = rest.join('/');
      return { rank: `${rank}2${keyMethod === 'ANY' ? 1 : 0}`, pathParameters };
    }
    if (variable && rest[0] !== '') pathParameters[variable[1]!] = rest[0]!;
    else if (segment !== rest[0]) return NO_MATCH;
    rank += variable ? '1' : '0';
  }
  return actual.length === wanted.length ? { rank: `${rank}${keyMethod === 'ANY' ? 1 : 0}`, pathParameters } : NO_MATCH;
}
