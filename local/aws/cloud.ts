/** The stack on this machine: engines, functions and what drives them, made from the synthesised template. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Db } from '../../lambda/platform/table/db';
import { CREDENTIALS, REGION } from './account';
import { type ApiRequest, type ApiResponse, fromResult, toEvent } from './api-event';
import { matchRoute, routesOf } from './api-routes';
import { openCheckpoints } from './checkpoints';
import { setUpCustomResources } from './custom-resources';
import { definitionsOf } from './definitions';
import { type AwsServices, startEndpoint } from './endpoint';
import { startEngine } from './engine';
import { FunctionError, type LogLine, type RunningFunction, runFunction } from './functions';
import { type LocalValues, makeResolve, referredId } from './intrinsics';
import type { Source } from './queue-source';
import { type Queues, startQueues } from './queues';
import { openSecret, type SecretFile } from './secrets';
import { schedulesOf, startSchedules, startSources } from './sources';
import { streamArnOf } from './stream-source';
import type { Synthesis } from './synthesis';
import { createTable } from './table';
import { onlyResource, resourcesOf, type Template } from './template';

const TABLE_NAME = 'hotline';

/** What is under way may end by itself for so long; then it is cut off, as a stopped machine would. */
const STOP_MILLISECONDS = 3_000;

export interface CloudOptions {
  /** The table's file, the secret, checkpoints, the spool's journal and logs. */
  readonly dataDir: string;
  /** Public address of the API, e.g. `http://localhost:3000`. */
  readonly origin: string;
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  /** Changes what the template gives each function: name -> value. */
  readonly adapt: (variables: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly onLine?: LogLine;
}

export interface Cloud {
  readonly db: Db;
  readonly endpoint: string;
  readonly secret: SecretFile;
  readonly queues: Queues;
  /** By short name: `texts`, `sweep`. */
  readonly functions: ReadonlyMap<string, RunningFunction>;
  /** True when this start made the table. */
  readonly isNew: boolean;
  /** Answers as the HTTP API would. */
  request(request: ApiRequest): Promise<ApiResponse>;
  /** What a deployment does once: the custom resources. */
  setUp(): Promise<void>;
  /** From now on streams and queues drive the functions. */
  startSources(): Promise<void>;
  /** Rings every schedule once, and from then on on time. */
  startSchedules(): Promise<void>;
  /** Streams, queues and schedules drive nothing any more; what is under way may end, for 3 s. */
  stopSources(): Promise<void>;
  stop(): Promise<void>;
}

/** API Gateway's limit of a request. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** @throws HotlineError 'config.invalid': the template has what this cannot run, or there is no engine */
export async function startCloud(synthesis: Promise<Synthesis>, options: CloudOptions): Promise<Cloud> {
  const { dataDir, origin, oidc } = options;
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };

  try {
    const engine = await startEngine({ path: join(dataDir, 'hotline.db') });
    stops.push(engine.stop);
    const { template, assets } = await synthesis;
    const aws = { endpoint: engine.endpoint, region: REGION, credentials: CREDENTIALS };
    const client = new DynamoDBClient(aws);
    const table = onlyResource(template, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
    const isNew = (await createTable(client, TABLE_NAME, table.properties)) === 'created';
    const streamArn = await streamArnOf(client, TABLE_NAME);

    const services: AwsServices = { oidcClient: { id: oidc.clientId, secret: oidc.clientSecret } };
    const endpoint = await startEndpoint(services);
    stops.push(endpoint.stop);
    const secret = openSecret(join(dataDir, 'secret.json'), onlyResource(template, 'AWS::SecretsManager::Secret'));
    services.secret = secret;

    const local: LocalValues = {
      origin,
      tableName: TABLE_NAME,
      streamArn,
      queueOrigin: endpoint.origin,
      oidcIssuer: oidc.issuer,
      oidcClientId: oidc.clientId,
    };
    const resolve = makeResolve(template, local);
    const queues = await startQueues(template, resolve, journalsOf(template, dataDir));
    services.queues = queues;
    stops.push(queues.stop);

    const here = {
      PUBLIC_ORIGIN: origin,
      OIDC_ISSUER: oidc.issuer,
      OIDC_CLIENT_ID: oidc.clientId,
      CARRIER_API_ORIGIN: origin,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_ENDPOINT_URL_SQS: endpoint.origin,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.origin,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint.origin,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    };
    const definitions = definitionsOf({ template, assets }, resolve, Object.keys(here), (variables) => ({
      ...options.adapt(variables),
      ...here,
    }));
    const functions = new Map(definitions.map((one) => [one.id, runFunction(one, logs, options.onLine)]));
    stops.push(() => Promise.all([...functions.values()].map((one) => one.stop())));

    const sources: Source[] = [];
    const stopSources = async (): Promise<void> => {
      await within(STOP_MILLISECONDS, Promise.all(sources.splice(0).map((source) => source.stop())));
    };
    stops.push(stopSources);
    const routes = routesOf(template);

    return {
      db: { client, table: TABLE_NAME },
      endpoint: engine.endpoint,
      secret,
      queues,
      functions: new Map([...functions.values()].map((one) => [one.definition.name, one])),
      isNew,
      stopSources,
      stop,
      request: async (request) => {
        const match = matchRoute(routes, request.method, request.url.split('?')[0] ?? '/');
        const target = match && functions.get(match.route.functionId);
        if (!target) return message(404, 'Not Found');
        if (request.body.length > MAX_BODY_BYTES) return message(413, 'Request Entity Too Large');
        try {
          return fromResult(await target.invoke(toEvent(match, request, new Date())));
        } catch (err) {
          if (!(err instanceof FunctionError)) throw err;
          return err.kind === 'Timeout' ? message(503, 'Service Unavailable') : message(500, 'Internal Server Error');
        }
      },
      setUp: () => setUpCustomResources(template, functions, resolve, endpoint, isNew ? 'Create' : 'Update'),
      startSources: async () => {
        const stream = { client: new DynamoDBStreamsClient(aws), arn: streamArn };
        const checkpoints = openCheckpoints(join(dataDir, 'streams.json'));
        sources.push(...(await startSources({ template, functions, queues, stream, checkpoints })));
      },
      startSchedules: async () => {
        const schedules = schedulesOf(template, functions);
        await Promise.all(schedules.map((schedule) => schedule.ring()));
        sources.push(startSchedules(schedules));
      },
    };
  } catch (err) {
    await stop();
    throw err;
  }
}

/**
 * The spool alone is kept in a file: nothing else could fill it again. It is the queue that functions know as SPOOL_URL.
 */
function journalsOf(template: Template, dataDir: string): Record<string, string> {
  const spools = resourcesOf(template, 'AWS::Lambda::Function').flatMap(({ properties }) => {
    const { Environment } = properties as { Environment?: { Variables?: Record<string, unknown> } };
    return referredId(Environment?.Variables?.SPOOL_URL) ?? [];
  });
  return Object.fromEntries(spools.map((id) => [id, join(dataDir, 'spool.jsonl')]));
}

const message = (status: number, text: string): ApiResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: text }),
});

export const within = (milliseconds: number, work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};
