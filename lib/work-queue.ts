import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import {
  type CfnQueue,
  DeduplicationScope,
  FifoThroughputLimit,
  type IQueue,
  Queue,
  QueueEncryption,
  type QueueProps,
} from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { grantKey } from './encryption';
import type { HotlineFunction } from './hotline-function';

export interface WorkQueueProps {
  /** Name in functions' environment, e.g. OUTBOX_URL. */
  readonly variable: string;
  /** How often a message is tried before it waits for a person in the dead-letter queue. */
  readonly attempts: number;
  /** A message that failed, or whose function was cut off, comes back after this. Six times the function's timeout. */
  readonly visibilityTimeout: Duration;
  /** @default false */
  readonly fifo?: boolean;
  /** @default Duration.seconds(0) */
  readonly delay?: Duration;
  /** For messages that hold words of a text. @default encrypted with a key of SQS's own, which costs nothing */
  readonly key?: IKey;
}

export interface WorkerProps {
  readonly batchSize: number;
  /** Copies that may run for this queue: a burst must leave room for `texts`. At least 2. */
  readonly maxConcurrency: number;
}

/** The longest that SQS keeps a message: time for a person to mend what is broken. */
const RETENTION = Duration.days(14);

/** A queue with its dead-letter queue; functions get rights on it only through `grantSend` and `addWorker`. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkQueueProps,
  ) {
    super(scope, id);
    const { key, fifo, delay, visibilityTimeout, attempts } = props;
    const common: QueueProps = {
      retentionPeriod: RETENTION,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(key
        ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key, dataKeyReuse: Duration.hours(1) }
        : { encryption: QueueEncryption.SQS_MANAGED }),
      ...(fifo ? { fifo } : {}),
    };
    this.deadLetters = named(`${id}DeadLetters`, new Queue(this, 'DeadLetters', common));
    this.queue = named(
      `${id}Queue`,
      new Queue(this, 'Queue', {
        ...common,
        visibilityTimeout,
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
        ...(delay ? { deliveryDelay: delay } : {}),
        // Without content-based deduplication: the sweep rings again with the same body on purpose.
        ...(fifo
          ? {
              deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
              fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
            }
          : {}),
      }),
    );
  }

  /** The right to send, and the queue's address in the environment. */
  grantSend(fn: HotlineFunction): void {
    fn.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    fn.addEnvironment(this.props.variable, this.queue.queueUrl);
    if (this.props.key) grantKey(this.props.key, fn, 'sqs', 'write');
  }

  /** The function that works the queue off; it reports failures record by record. */
  addWorker(fn: HotlineFunction, { batchSize, maxConcurrency }: WorkerProps): void {
    fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.queue.queueArn]);
    if (this.props.key) grantKey(this.props.key, fn, 'sqs', 'read');
    new EventSourceMapping(this, 'Worker', {
      target: fn,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}

/** Where a stream's records go that no attempt could handle: their place in the stream, not their content. */
export class StreamFailures extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = named(
      id,
      new Queue(this, 'Queue', {
        retentionPeriod: RETENTION,
        enforceSSL: true,
        encryption: QueueEncryption.SQS_MANAGED,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    );
    acknowledge(this.queue, { 'AwsSolutions-SQS3': 'It is the dead-letter queue, of event source mappings.' });
  }
}

/** Logical ids that a person can read: they show in the console, in queues' names and in alarms. */
const named = <Q extends IQueue>(id: string, queue: Q): Q => {
  (queue.node.defaultChild as CfnQueue).overrideLogicalId(id);
  return queue;
};
