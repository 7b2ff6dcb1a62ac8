/** The one address under which SQS, Secrets Manager, Cognito and CloudFormation's answers are served to the functions. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REGION } from './account';
import type { Queues } from './queues';
import type { SecretFile } from './secrets';

export interface AwsEndpoint {
  /** e.g. `http://127.0.0.1:40123` */
  readonly origin: string;
  /** Takes the answers that a custom resource's function sends. */
  onResourceAnswer(take: (answer: unknown) => void): void;
  stop(): Promise<void>;
}

export interface AwsServices {
  queues?: Queues;
  secret?: SecretFile;
  oidcClient?: { readonly id: string; readonly secret: string };
}

type Answer = { readonly status: number; readonly body: string };

/**
 * Listens on 127.0.0.1 alone. Services may be filled in later: queues need this address for their URLs.
 * The protocol is AWS JSON: the header `x-amz-target: <service>.<action>`, fields in the body.
 */
export async function startEndpoint(services: AwsServices): Promise<AwsEndpoint> {
  let takeResourceAnswer: (answer: unknown) => void = () => {};

  const handle = async (request: IncomingMessage): Promise<Answer> => {
    const text = await readText(request);
    if (request.method === 'PUT') {
      takeResourceAnswer(JSON.parse(text));
      return { status: 200, body: '' };
    }
    const [service = '', action = ''] = String(request.headers['x-amz-target']).split('.');
    const fields = JSON.parse(text || '{}') as Record<string, unknown>;
    if (service === 'AmazonSQS' && services.queues) return services.queues.request(action, fields);
    if (service === 'secretsmanager' && services.secret) return services.secret.request(action, fields);
    if (action === 'DescribeUserPoolClient' && services.oidcClient) return userPoolClient(services.oidcClient, fields);
    return {
      status: 400,
      body: JSON.stringify({ __type: 'UnknownOperationException', message: `${service}.${action}` }),
    };
  };

  const server = createServer((request, response) => {
    handle(request)
      .catch((err: unknown) => ({
        status: 500,
        body: JSON.stringify({ __type: 'InternalFailure', message: String(err) }),
      }))
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body),
      );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onResourceAnswer: (take) => {
      takeResourceAnswer = take;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const userPoolClient = ({ id, secret }: { id: string; secret: string }, fields: Record<string, unknown>): Answer => ({
  status: 200,
  body: JSON.stringify({
    UserPoolClient: {
      ClientId: id,
      ClientSecret: secret,
      UserPoolId: fields.UserPoolId ?? `${REGION}_local`,
      ClientName: 'console',
    },
  }),
});

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
