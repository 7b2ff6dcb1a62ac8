import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type FunctionParts, HotlineFunction } from './hotline-function';
import type { HotlineSecret } from './secret';
import type { HotlineTable } from './table';
import { RECORD_FAILURE } from './texting';
import type { WebApi } from './web-api';
import { StreamFailures, WorkQueue } from './work-queue';

export interface EscalationProps extends FunctionParts {
  readonly table: HotlineTable;
  readonly secret: HotlineSecret;
  readonly api: WebApi;
  /** HOTLINE_SETTINGS, as JSON. */
  readonly settings: string;
}

interface StreamWorkerProps {
  readonly batchSize: number;
  readonly filters: readonly object[];
  /** Halves a batch that fails, until the record that is at fault stands alone. */
  readonly bisect: boolean;
  /** @default Duration.seconds(0) */
  readonly maxWait?: Duration;
}

const keyBeginsWith = (prefix: string) => ({ Keys: { pk: { S: [{ prefix }] } } });

/** New effects, and cases that something must happen with at a known moment. */
const RINGS = [
  { eventName: ['INSERT'], dynamodb: keyBeginsWith('TO#') },
  { dynamodb: { ...keyBeginsWith('CASE#'), NewImage: { dueAt: { S: [{ exists: true }] } } } },
];

/** What daily figures are made of; an item that expires is no event of the day. */
const COUNTED = [
  { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['PERSON', 'CASE'] } } } },
  { eventName: ['INSERT', 'MODIFY'], dynamodb: keyBeginsWith('TO#') },
];

/** What happens after a text: effects leave through the outbox, cases move on in time, days are counted. */
export class Escalation extends Construct {
  readonly outbox: WorkQueue;
  readonly timers: WorkQueue;
  readonly streamFailures: StreamFailures;
  readonly effects: HotlineFunction;
  readonly sender: HotlineFunction;
  readonly escalator: HotlineFunction;
  readonly sweep: HotlineFunction;
  private readonly table: HotlineTable;

  constructor(scope: Construct, id: string, { table, secret, api, settings, ...parts }: EscalationProps) {
    super(scope, id);
    this.table = table;
    const origin = { PUBLIC_ORIGIN: api.origin };
    const decides = { HOTLINE_SETTINGS: settings };

    // While a message fails, this recipient's later ones wait behind it, so it is tried again soon: a conversation must not
    // stand still for a minute because one answer of the carrier was lost. After two minutes they may pass, and the sweep
    // rings again for the one that failed.
    this.outbox = new WorkQueue(this, 'Outbox', {
      variable: 'OUTBOX_URL',
      fifo: true,
      attempts: 8,
      visibilityTimeout: Duration.seconds(15),
    });
    this.timers = new WorkQueue(this, 'Timers', {
      variable: 'TIMERS_URL',
      attempts: 5,
      visibilityTimeout: Duration.seconds(90),
    });
    this.streamFailures = new StreamFailures(this, 'StreamFailures');

    this.effects = new HotlineFunction(this, { ...parts, name: 'effects' });
    this.outbox.grantSend(this.effects);
    this.timers.grantSend(this.effects);
    this.addStreamWorker(this.effects, { batchSize: 25, filters: RINGS, bisect: true });

    // No halving: a batch is known by all of its records, and half of one that was counted would count again.
    const counts = new HotlineFunction(this, { ...parts, name: 'counts' });
    table.grantItems(counts, { GetItem: ['COUNTS'], PutItem: ['COUNTS'] });
    this.addStreamWorker(counts, { batchSize: 100, filters: COUNTED, bisect: false, maxWait: Duration.seconds(10) });

    this.sender = new HotlineFunction(this, { ...parts, name: 'sender', environment: { ...origin, ...decides } });
    table.grantItems(this.sender, { ...RECORD_FAILURE, GetItem: ['PERSON', 'CASE', 'TO', 'SETTINGS'] });
    secret.grantUse(this.sender);
    // One at a time: a carrier that is slow for one recipient must not run the others into the function's time limit.
    this.outbox.addWorker(this.sender, { batchSize: 1, maxConcurrency: 5 });

    this.escalator = new HotlineFunction(this, { ...parts, name: 'escalator', environment: decides });
    table.grantItems(this.escalator, {
      GetItem: ['CASE', 'SETTINGS', 'PERSON'],
      Query: ['BOOK'],
      PutItem: ['CASE', 'CODE', 'TO'],
      UpdateItem: ['PERSON'],
      indexes: ['duty'],
    });
    secret.grantUse(this.escalator);
    this.timers.addWorker(this.escalator, { batchSize: 5, maxConcurrency: 2 });

    this.sweep = new HotlineFunction(this, { ...parts, name: 'sweep' });
    table.grantItems(this.sweep, { indexes: ['due'] });
    this.outbox.grantSend(this.sweep);
    this.timers.grantSend(this.sweep);
    // No retries: the next minute is one.
    new Rule(this, 'EachMinute', {
      description: 'Rights hotline: rings again for all that is due',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.sweep, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    this.sweep.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  }

  /** From the oldest record on: what was written before the function was there is not lost. */
  private addStreamWorker(fn: HotlineFunction, { batchSize, filters, bisect, maxWait }: StreamWorkerProps): void {
    this.table.grantStreamTo(fn);
    fn.allow(['sqs:SendMessage'], [this.streamFailures.queue.queueArn]);
    new EventSourceMapping(this, `${fn.node.id}Stream`, {
      target: fn,
      eventSourceArn: this.table.tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      ...(maxWait ? { maxBatchingWindow: maxWait } : {}),
      filters: filters.map((filter) => FilterCriteria.filter(filter)),
      bisectBatchOnError: bisect,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: this.streamFailures.queue.queueArn }) },
    });
  }
}
