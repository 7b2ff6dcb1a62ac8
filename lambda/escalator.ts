import { makeEscalator } from './platform/functions/escalator';
import { openLog, openMetrics } from './platform/log';
import { coreParts } from './platform/parts';

export const handler = makeEscalator({ escalating: coreParts(process.env), log: openLog(), metrics: openMetrics() });
