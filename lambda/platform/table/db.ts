import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The table, as every access function takes it. */
export interface Db {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/**
 * One client per function. A call gets 1 s and two attempts: Twilio waits 4.5 s for an answer in all (design 4), so a
 * slow call must fail while there is time to try again.
 */
export const openDb = (table: string): Db => ({
  client: new DynamoDBClient({
    maxAttempts: 2,
    requestHandler: { requestTimeout: 1_000, throwOnRequestTimeout: true, connectionTimeout: 1_000 },
  }),
  table,
});
