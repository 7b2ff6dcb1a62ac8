import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/**
 * Logs hold ids, codes and counts, never a number or a word of a text. So callers pass fields of this kind only, and an
 * error is logged by its name, code and message (ours hold nothing else), not with its cause: an SDK's error may quote
 * a request.
 */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, err: unknown, fields?: Fields): void;
}

const describe = (err: unknown): Fields => {
  if (!(err instanceof Error)) return { error: 'unknown' };
  const { code, cause } = err as { code?: string | number; cause?: unknown };
  const because = cause instanceof Error ? cause.name : undefined;
  // Messages of errors that are not ours may quote what they were about.
  return { error: err.name, code, because, ...(err.name === 'HotlineError' ? { says: err.message } : {}) };
};

export function openLog(): Log {
  const logger = new Logger();
  return {
    info: (message, fields = {}) => logger.info(message, fields as never),
    warn: (message, fields = {}) => logger.warn(message, fields as never),
    error: (message, err, fields = {}) => logger.error(message, { ...fields, ...describe(err) } as never),
  };
}

/** Counts for alarms: `RightsHotline` in CloudWatch, one dimension (the function). */
export type CountMetric = (
  name: 'UnansweredCases' | 'SendFailures' | 'FallbackTexts' | 'ForgedRequests',
  value?: number,
) => void;

export interface Counters {
  readonly count: CountMetric;
  /** Writes what was counted; call it before the function returns. */
  flush(): void;
}

export function openMetrics(): Counters {
  const metrics = new Metrics();
  return {
    count: (name, value = 1) => metrics.addMetric(name, 'Count', value),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
