/** Creates the table from its CloudFormation resource, so that what runs here cannot drift from what is deployed. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});

/** The part of `AWS::DynamoDB::Table` (and `GlobalTable`, which writes some of it otherwise) that an engine needs. */
const tableResource = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection }))
    .optional(),
  StreamSpecification: z.object({
    StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
  }),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

/** Properties as in the template; intrinsics may stand in the parts that an engine does not need (name, encryption). */
export type TableResource = z.input<typeof tableResource>;

/**
 * Creates the table and switches its TTL on.
 * @returns 'created', or 'there' when a table of that name exists (a restart): it is left as it is
 * @throws ZodError: the template has something that this does not know
 */
export async function createTable(
  client: DynamoDBClient,
  tableName: string,
  properties: unknown,
): Promise<'created' | 'there'> {
  const table = tableResource.parse(properties);
  try {
    await client.send(new CreateTableCommand(toCreateTable(tableName, table)));
  } catch (err) {
    if (err instanceof ResourceInUseException) return 'there';
    throw err;
  }
  const ttl = table.TimeToLiveSpecification;
  if (ttl) await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification: ttl }));
  return 'created';
}

const toCreateTable = (TableName: string, table: z.output<typeof tableResource>): CreateTableCommandInput => ({
  TableName,
  KeySchema: table.KeySchema,
  AttributeDefinitions: table.AttributeDefinitions,
  GlobalSecondaryIndexes: table.GlobalSecondaryIndexes,
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, ...table.StreamSpecification },
});
