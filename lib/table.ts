import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type CfnTable,
  ProjectionType,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { grantKey } from './encryption';
import type { HotlineFunction } from './hotline-function';

/** Kinds of items by what their partition key begins with (design 6). */
export type ItemKind =
  | 'PERSON'
  | 'CASE'
  | 'CODE'
  | 'TO'
  | 'REPLY'
  | 'BOOK'
  | 'SETTINGS'
  | 'ADMIN'
  | 'UNANSWERED'
  | 'AUDIT'
  | 'COUNTS';
/** A write in a transaction needs the same right as the write alone. */
export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';
export type IndexName = 'due' | 'duty';

/** What a function does with the table: for each action, the kinds of items; and the indexes that it queries. */
export type TableAccess = { readonly [A in TableAction]?: readonly ItemKind[] } & {
  readonly indexes?: readonly IndexName[];
};

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The single table (design 6). Its logical id must never change, and the stack's deletion leaves it where it is. */
export class HotlineTable extends Table {
  constructor(
    scope: Construct,
    private readonly key: IKey,
  ) {
    super(scope, 'HotlineTable', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
      encryptionKey: key,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    (this.node.defaultChild as CfnTable).overrideLogicalId('Table');
    this.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: text('due'),
      sortKey: text('dueAt'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.addGlobalSecondaryIndex({
      indexName: 'duty',
      partitionKey: text('duty'),
      sortKey: text('lastAskedAt'),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['role', 'name', 'languages', 'busyUntil', 'holds', 'to', 'optedOut', 'version'],
    });
  }

  /** Exact actions on exact kinds of items, the indexes by name, and the key by way of DynamoDB only. */
  grantItems(fn: HotlineFunction, { indexes = [], ...byAction }: TableAccess): void {
    fn.addEnvironment('TABLE_NAME', this.tableName);
    for (const [kinds, actions] of groupByKinds(byAction))
      fn.allow(actions, [this.tableArn], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.split(' ') } });
    if (indexes.length > 0)
      fn.allow(
        ['dynamodb:Query'],
        indexes.map((index) => `${this.tableArn}/index/${index}`),
      );
    const writes = byAction.PutItem ?? byAction.UpdateItem ?? byAction.DeleteItem;
    grantKey(this.key, fn, 'dynamodb', writes ? 'write' : 'read');
  }

  /** What Lambda's poller does in the function's name. */
  grantStreamTo(fn: HotlineFunction): void {
    fn.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [this.tableStreamArn ?? ''],
    );
    grantKey(this.key, fn, 'dynamodb', 'read');
  }
}

/** Key patterns, joined by spaces, to the actions that are allowed on them: one statement each. */
function groupByKinds(byAction: Omit<TableAccess, 'indexes'>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [action, kinds] of Object.entries(byAction)) {
    const patterns = [...kinds]
      .sort()
      .map((kind) => (kind === 'SETTINGS' ? kind : `${kind}#*`))
      .join(' ');
    groups.set(patterns, [...(groups.get(patterns) ?? []), `dynamodb:${action}`]);
  }
  return groups;
}
