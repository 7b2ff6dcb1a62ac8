/** Event source mappings and schedules of the template, started against the engines of this machine. */

import { randomUUID } from 'node:crypto';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { z } from 'zod';
import { HotlineError } from '../../lambda/hotline/errors';
import { ACCOUNT, arn, REGION } from './account';
import type { Checkpoints } from './checkpoints';
import type { Pattern } from './filter';
import type { RunningFunction } from './functions';
import { referredId } from './intrinsics';
import { type Source, startQueueSource } from './queue-source';
import { type Queues, referredQueue } from './queues';
import { startStreamSource } from './stream-source';
import { resourcesOf, type Template } from './template';

/** Retries of a stream batch where the template sets none: AWS's own default is without end. */
const ENDLESS = -1;

const mappingProperties = z.object({
  FunctionName: z.unknown(),
  EventSourceArn: z.unknown(),
  BatchSize: z.number().optional(),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']).default('LATEST'),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(ENDLESS),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }).optional() }).optional(),
});

type MappingProperties = z.output<typeof mappingProperties>;

export interface SourceParts {
  readonly template: Template;
  /** By logical id. */
  readonly functions: ReadonlyMap<string, RunningFunction>;
  readonly queues: Queues;
  readonly stream: { readonly client: DynamoDBStreamsClient; readonly arn: string };
  readonly checkpoints: Checkpoints;
}

/** Starts every enabled event source mapping. */
export const startSources = (parts: SourceParts): Promise<Source[]> =>
  Promise.all(
    resourcesOf(parts.template, 'AWS::Lambda::EventSourceMapping').flatMap(({ id, properties }) => {
      const mapping = mappingProperties.parse(properties);
      return mapping.Enabled ? [startSource(id, mapping, parts)] : [];
    }),
  );

async function startSource(id: string, mapping: MappingProperties, parts: SourceParts): Promise<Source> {
  const { template, queues } = parts;
  const target = targetOf(parts.functions, mapping.FunctionName, id);
  const reportsFailures = mapping.FunctionResponseTypes.includes('ReportBatchItemFailures');
  const queue = referredQueue(template, mapping.EventSourceArn);
  if (queue) {
    const maximumConcurrency = mapping.ScalingConfig?.MaximumConcurrency;
    return startQueueSource(
      { queue, batchSize: mapping.BatchSize ?? 10, reportsFailures, maximumConcurrency },
      queues,
      target,
    );
  }
  const failureQueue = referredQueue(template, mapping.DestinationConfig?.OnFailure?.Destination);
  const stream = {
    id,
    batchSize: mapping.BatchSize ?? 100,
    patterns: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern) as Pattern),
    startingPosition: mapping.StartingPosition,
    bisects: mapping.BisectBatchOnFunctionError,
    reportsFailures,
    retries: mapping.MaximumRetryAttempts === ENDLESS ? Number.POSITIVE_INFINITY : mapping.MaximumRetryAttempts,
    onGivenUp: async (note: object) => {
      if (failureQueue) await queues.send(failureQueue.name, JSON.stringify(note));
    },
  };
  return startStreamSource(stream, parts.stream, target, parts.checkpoints);
}

function targetOf(functions: ReadonlyMap<string, RunningFunction>, value: unknown, id: string): RunningFunction {
  const target = functions.get(referredId(value) ?? '');
  if (!target) throw new HotlineError('config.invalid', `${id} of the template leads to no function that runs here.`);
  return target;
}

export interface Schedule {
  readonly seconds: number;
  /** Invokes the target once; a failure is in the function's log, and the next ring tries again. */
  ring(): Promise<void>;
}

/** Rules and schedules of the template. Only `rate(…)` is known, because the hotline uses nothing else. */
export const schedulesOf = (template: Template, functions: ReadonlyMap<string, RunningFunction>): Schedule[] => [
  ...resourcesOf(template, 'AWS::Events::Rule').flatMap(({ id, properties }) =>
    ((properties.Targets ?? []) as { Arn: unknown; Input?: string }[]).map((target) =>
      toSchedule(id, properties.ScheduleExpression, target, functions),
    ),
  ),
  ...resourcesOf(template, 'AWS::Scheduler::Schedule').map(({ id, properties }) =>
    toSchedule(id, properties.ScheduleExpression, properties.Target as { Arn: unknown; Input?: string }, functions),
  ),
];

function toSchedule(
  id: string,
  expression: unknown,
  { Arn, Input }: { Arn: unknown; Input?: string },
  functions: ReadonlyMap<string, RunningFunction>,
): Schedule {
  const target = targetOf(functions, Arn, id);
  const event = () => (Input ? (JSON.parse(Input) as unknown) : scheduledEvent(id, new Date()));
  return {
    seconds: secondsOfRate(String(expression)),
    ring: () =>
      target.invoke(event()).then(
        () => {},
        () => {},
      ),
  };
}

/** Seconds of `rate(5 minutes)`. @throws HotlineError 'config.invalid' */
export function secondsOfRate(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = { minute: 60, hour: 3_600, day: 86_400 }[unit];
  if (!count || !seconds)
    throw new HotlineError('config.invalid', `The local hotline does not know this schedule: ${expression}`);
  return Number(count) * seconds;
}

const scheduledEvent = (ruleId: string, now: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: now.toISOString().replace(/\.\d+Z$/, 'Z'),
  region: REGION,
  resources: [arn('events', `rule/${ruleId}`)],
  detail: {},
});

/** Rings each schedule on time; a ring that still runs is not joined by another. */
export function startSchedules(schedules: readonly Schedule[]): Source {
  const running = new Set<Promise<void>>();
  const timers = schedules.map((schedule) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      const ring = schedule.ring().then(() => {
        busy = false;
        running.delete(ring);
      });
      running.add(ring);
    }, schedule.seconds * 1000);
  });
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
