/** The queues of the template on fauxqs, in this process. */
import { buildApp } from 'fauxqs';
import { HotlineError } from '../../lambda/hotline/errors';
import { arn, REGION } from './account';
import { queueName, type Resolve, referredId } from './intrinsics';
import { openSpoolJournal, type SpoolJournal } from './spool-journal';
import { resourcesOf, type Template } from './template';

type Fields = Record<string, unknown>;

export interface QueueAnswer {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

export interface QueueMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, unknown>>;
}

export interface Queues {
  /** One request of the SQS JSON protocol; `fields.QueueUrl` may have any origin. */
  request(action: string, fields: Fields): Promise<QueueAnswer>;
  /** Waits up to `waitSeconds` (20 at most) for messages of a queue, by its name. */
  receive(name: string, maximum: number, waitSeconds: number): Promise<QueueMessage[]>;
  delete(name: string, receiptHandle: string): Promise<void>;
  send(name: string, body: string): Promise<void>;
  /** Messages of a queue: waiting, delayed or in a worker's hands. */
  depth(name: string): Promise<number>;
  /** Ends running `receive` calls, then everything. */
  stop(): Promise<void>;
}

/**
 * Creates the template's queues, dead-letter queues first.
 * No port is opened: fauxqs would listen on all addresses of the machine, and the spool holds people's words.
 * @param journals path of a journal per logical id: queues whose messages must survive a kill
 */
export async function startQueues(
  template: Template,
  resolve: Resolve,
  journals: Readonly<Record<string, string>> = {},
): Promise<Queues> {
  const app = buildApp({ logger: false, defaultRegion: REGION });
  const urls = new Map<string, string>();
  const open = new Map<string, SpoolJournal>();
  const messageIds = new Map<string, string>(); // receipt handle -> message id, of journalled queues

  const post = async (action: string, fields: Fields): Promise<QueueAnswer> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
      payload: JSON.stringify(fields),
    });
    return { status: answer.statusCode, body: answer.body };
  };

  const create = async ({ id, properties }: { id: string; properties: Fields }): Promise<void> => {
    const name = queueName(id, { Properties: properties });
    const answer = await post('CreateQueue', {
      QueueName: name,
      Attributes: attributesOf(resolve(properties) as Fields),
    });
    if (answer.status !== 200) throw new HotlineError('config.invalid', `The queue ${id} was refused: ${answer.body}`);
    urls.set(name, (JSON.parse(answer.body) as { QueueUrl: string }).QueueUrl);
    const path = journals[id];
    if (!path) return;
    const journal = openSpoolJournal(path);
    open.set(name, journal);
    // Without the queue's delay: they have waited while we were away.
    for (const { id: old, body } of journal.left) {
      const sent = await post('SendMessage', { QueueUrl: urls.get(name), MessageBody: body, DelaySeconds: 0 });
      journal.sent({ id: (JSON.parse(sent.body) as { MessageId: string }).MessageId, body });
      journal.deleted(old);
    }
  };

  const request = async (action: string, fields: Fields): Promise<QueueAnswer> => {
    const name = nameOf(fields.QueueUrl);
    const journal = open.get(name);
    // Before the message is gone: a kill in between replays it, and the replay knows a text that it has seen.
    const answer = await post(
      action,
      'QueueUrl' in fields ? { ...fields, QueueUrl: urls.get(name) ?? fields.QueueUrl } : fields,
    );
    if (journal && answer.status === 200) note(journal, messageIds, action, fields, JSON.parse(answer.body) as Fields);
    return answer;
  };

  const call = async (action: string, name: string, fields: Fields): Promise<Fields> => {
    const answer = await request(action, { ...fields, QueueUrl: `local/${name}` });
    if (answer.status !== 200)
      throw new HotlineError('config.invalid', `The queue ${name} refused ${action}: ${answer.body}`);
    return answer.body ? (JSON.parse(answer.body) as Fields) : {};
  };

  for (const queue of deadLettersFirst(template)) await create(queue);

  return {
    request,
    receive: async (name, maximum, waitSeconds) => {
      const wanted = { MaxNumberOfMessages: Math.min(maximum, 10), WaitTimeSeconds: waitSeconds };
      const names = { MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] };
      return ((await call('ReceiveMessage', name, { ...wanted, ...names })).Messages ?? []) as QueueMessage[];
    },
    delete: async (name, ReceiptHandle) => {
      await call('DeleteMessage', name, { ReceiptHandle });
    },
    send: async (name, MessageBody) => {
      await call('SendMessage', name, { MessageBody });
    },
    depth: async (name) => {
      const { Attributes } = await call('GetQueueAttributes', name, { AttributeNames: ['All'] });
      const { ApproximateNumberOfMessages: ready, ...others } = Attributes as Record<string, string>;
      const { ApproximateNumberOfMessagesNotVisible: taken, ApproximateNumberOfMessagesDelayed: delayed } = others;
      return Number(ready) + Number(taken) + Number(delayed);
    },
    stop: async () => app.close(),
  };
}

const nameOf = (url: unknown): string => String(url).split('/').pop() ?? '';

/** Keeps the journal in step with one answered request. */
function note(
  journal: SpoolJournal,
  messageIds: Map<string, string>,
  action: string,
  fields: Fields,
  answer: Fields,
): void {
  const forget = (receiptHandle: unknown): void => {
    const id = messageIds.get(String(receiptHandle));
    if (id) journal.deleted(id);
    messageIds.delete(String(receiptHandle));
  };
  switch (action) {
    case 'SendMessage':
      journal.sent({ id: String(answer.MessageId), body: String(fields.MessageBody) });
      break;
    case 'SendMessageBatch': {
      const bodies = new Map((fields.Entries as Fields[]).map(({ Id, MessageBody }) => [Id, String(MessageBody)]));
      for (const { Id, MessageId } of (answer.Successful ?? []) as Fields[])
        journal.sent({ id: String(MessageId), body: bodies.get(Id) ?? '' });
      break;
    }
    case 'ReceiveMessage':
      for (const { MessageId, ReceiptHandle } of (answer.Messages ?? []) as QueueMessage[])
        messageIds.set(ReceiptHandle, MessageId);
      break;
    case 'DeleteMessage':
      forget(fields.ReceiptHandle);
      break;
    case 'DeleteMessageBatch':
      for (const { ReceiptHandle } of fields.Entries as Fields[]) forget(ReceiptHandle);
      break;
  }
}

const deadLettersFirst = (template: Template) =>
  resourcesOf(template, 'AWS::SQS::Queue').sort(
    (a, b) => Number('RedrivePolicy' in a.properties) - Number('RedrivePolicy' in b.properties),
  );

/** Properties that fauxqs understands, as the attributes that CreateQueue takes: strings. */
function attributesOf(properties: Fields): Record<string, string> {
  const plain: Record<string, unknown> = {
    VisibilityTimeout: properties.VisibilityTimeout,
    DelaySeconds: properties.DelaySeconds,
    MessageRetentionPeriod: properties.MessageRetentionPeriod,
    MaximumMessageSize: properties.MaximumMessageSize,
    FifoQueue: properties.FifoQueue,
    ContentBasedDeduplication: properties.ContentBasedDeduplication,
    RedrivePolicy: properties.RedrivePolicy && JSON.stringify(properties.RedrivePolicy),
  };
  return Object.fromEntries(
    Object.entries(plain).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** ARN and name of the queue that a value such as `{ Fn::GetAtt: [Outbox, Arn] }` names. */
export function referredQueue(template: Template, value: unknown): { name: string; arn: string } | undefined {
  const id = referredId(value) ?? '';
  const resource = template.Resources[id];
  if (resource?.Type !== 'AWS::SQS::Queue') return undefined;
  const name = queueName(id, resource);
  return { name, arn: arn('sqs', name) };
}
