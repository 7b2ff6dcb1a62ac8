import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { type FunctionParts, HotlineFunction } from './hotline-function';
import type { HotlineSecret } from './secret';
import type { HotlineTable, TableAccess } from './table';
import type { WebApi } from './web-api';
import { WorkQueue } from './work-queue';

export interface TextingProps extends FunctionParts {
  readonly table: HotlineTable;
  readonly secret: HotlineSecret;
  readonly api: WebApi;
  /** HOTLINE_SETTINGS, as JSON. */
  readonly settings: string;
}

/** What deciding a text reads and writes (design 4). */
const DECIDE: TableAccess = {
  GetItem: ['PERSON', 'CASE', 'CODE', 'SETTINGS'],
  Query: ['CASE', 'BOOK'],
  PutItem: ['PERSON', 'CASE', 'CODE', 'TO'],
  UpdateItem: ['PERSON'],
  DeleteItem: ['CASE'],
  indexes: ['due'],
};

/** What recording an effect's failure reads and writes, beside the effect: the case goes on, somebody is told. */
export const RECORD_FAILURE: TableAccess = {
  GetItem: ['TO', 'CASE', 'SETTINGS'],
  Query: ['BOOK'],
  PutItem: ['CASE', 'CODE', 'TO'],
  UpdateItem: ['TO', 'PERSON'],
};

const SIGNED = "The function verifies Twilio's signature over the configured address and every field.";

/** Texts in: the carrier's webhooks, the fallback that needs nothing else, and the replay of what it kept. */
export class Texting extends Construct {
  readonly texts: HotlineFunction;
  readonly deliveries: HotlineFunction;
  readonly fallback: HotlineFunction;
  readonly spool: WorkQueue;

  constructor(scope: Construct, id: string, { table, secret, api, settings, ...parts }: TextingProps) {
    super(scope, id);
    const environment = { PUBLIC_ORIGIN: api.origin, HOTLINE_SETTINGS: settings };

    this.texts = new HotlineFunction(this, { ...parts, name: 'texts', environment });
    table.grantItems(this.texts, DECIDE);
    secret.grantUse(this.texts);
    api.serve(this.texts, HttpMethod.POST, ['/texts'], SIGNED);

    this.deliveries = new HotlineFunction(this, { ...parts, name: 'deliveries', environment });
    table.grantItems(this.deliveries, RECORD_FAILURE);
    secret.grantUse(this.deliveries);
    api.serve(this.deliveries, HttpMethod.POST, ['/deliveries'], SIGNED);

    // The fallback has no table and no secret: it must answer when they do not.
    this.fallback = new HotlineFunction(this, {
      ...parts,
      name: 'fallback',
      environment: { HOTLINE_SETTINGS: settings },
    });
    api.serve(
      this.fallback,
      HttpMethod.POST,
      ['/fallback'],
      'Answers static words without the secret; the replay verifies the signature before anything is believed.',
    );

    // A minute later, because what failed just now would most likely fail again. 120 attempts, 90 s apart, are three
    // hours of an outage; after that the text waits for a person in the dead-letter queue.
    this.spool = new WorkQueue(this, 'Spool', {
      variable: 'SPOOL_URL',
      attempts: 120,
      visibilityTimeout: Duration.seconds(90),
      delay: Duration.minutes(1),
      key: parts.key,
    });
    this.spool.grantSend(this.fallback);
    const replay = new HotlineFunction(this, { ...parts, name: 'replay', environment });
    table.grantItems(replay, DECIDE);
    secret.grantUse(replay);
    this.spool.addWorker(replay, { batchSize: 1, maxConcurrency: 2 });
  }
}
