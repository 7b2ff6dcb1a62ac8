import { makeCounts } from './platform/functions/counts';
import { systemClock } from './platform/parts';
import { readEnv } from './platform/settings';
import { openDb } from './platform/table/db';

export const handler = makeCounts({ db: openDb(readEnv(process.env, ['TABLE_NAME']).TABLE_NAME), now: systemClock });
