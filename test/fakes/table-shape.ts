import type { TableResource } from '../../local/aws/table';

/** As in the synthesised template: `test/local/aws/table.test.ts` holds the two together. Synthesis takes too long here. */
export const TABLE: TableResource = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'due', 'dueAt', 'duty', 'lastAskedAt'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [
        { AttributeName: 'due', KeyType: 'HASH' },
        { AttributeName: 'dueAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'duty',
      KeySchema: [
        { AttributeName: 'duty', KeyType: 'HASH' },
        { AttributeName: 'lastAskedAt', KeyType: 'RANGE' },
      ],
      Projection: {
        ProjectionType: 'INCLUDE',
        NonKeyAttributes: ['role', 'name', 'languages', 'busyUntil', 'holds', 'to', 'optedOut', 'version'],
      },
    },
  ],
  StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};
