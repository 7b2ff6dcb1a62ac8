/** Stands between the built functions and the table's engine, and writes down who did what to which kind of item. */
import { createServer, type IncomingHttpHeaders, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One access as IAM judges it: a transaction is the writes that it consists of. */
export interface Access {
  readonly fn: string;
  /** `GetItem`, `Query` … */
  readonly action: string;
  /** Partition key; of a query on an index, `/index/<name>`. */
  readonly target: string;
}

export interface RecordedTable {
  readonly endpoint: string;
  readonly accesses: readonly Access[];
  stop(): Promise<void>;
}

type Item = { readonly pk?: { readonly S?: string } };
interface Command {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Record<string, { readonly S?: string }>;
  readonly RequestItems?: Record<string, { readonly Keys: Item[] }>;
  readonly TransactItems?: Record<string, { readonly Key?: Item; readonly Item?: Item }>[];
}

const keyOf = (item: Item | undefined): string => item?.pk?.S ?? 'unknown';

function accessesOf(operation: string, command: Command): Omit<Access, 'fn'>[] {
  if (operation === 'TransactWriteItems')
    return (command.TransactItems ?? []).flatMap((write) =>
      Object.entries(write).map(([kind, { Key, Item }]) => ({
        action: kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`,
        target: keyOf(Key ?? Item),
      })),
    );
  if (operation === 'BatchGetItem')
    return Object.values(command.RequestItems ?? {}).flatMap(({ Keys }) =>
      Keys.map((key) => ({ action: operation, target: keyOf(key) })),
    );
  if (operation !== 'Query') return [{ action: operation, target: keyOf(command.Key ?? command.Item) }];
  const partition = Object.values(command.ExpressionAttributeValues ?? {}).find(({ S }) => S?.includes('#'))?.S;
  return [{ action: operation, target: command.IndexName ? `/index/${command.IndexName}` : (partition ?? 'unknown') }];
}

/** Functions say their names in the SDK's user agent (AWS_SDK_UA_APP_ID). */
const nameOf = (headers: IncomingHttpHeaders): string | undefined =>
  /\bapp\/(\w+)/.exec(`${headers['user-agent']} ${headers['x-amz-user-agent']}`)?.[1];

/** @param engine address of the engine that answers */
export async function recordTable(engine: string): Promise<RecordedTable> {
  const accesses: Access[] = [];
  const { hostname, port } = new URL(engine);
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const fn = nameOf(incoming.headers);
    const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
    if (fn) for (const access of accessesOf(operation, JSON.parse(String(body)))) accesses.push({ fn, ...access });
    const { method, url: path, headers } = incoming;
    sendRequest({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    })
      .on('error', () => outgoing.destroy())
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accesses,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
