import { Duration } from 'aws-cdk-lib';

/** What each deployed function may use. Its entry is `lambda/<name>.ts`. */
export interface FunctionLimits {
  readonly timeout: Duration;
  /** MB. Lambda gives CPU in proportion: these are for speed, none of the functions holds much. */
  readonly memory: number;
}

export const FUNCTION_NAMES = [
  'texts',
  'deliveries',
  'fallback',
  'admin',
  'effects',
  'counts',
  'sender',
  'escalator',
  'sweep',
  'replay',
  'setup',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export const LIMITS: Readonly<Record<FunctionName, FunctionLimits>> = {
  // Twilio waits 4.5 s (`rt=4500`): a function that runs longer answers nobody and hides the failure from the retry.
  texts: { timeout: Duration.seconds(4), memory: 1024 },
  deliveries: { timeout: Duration.seconds(4), memory: 512 },
  fallback: { timeout: Duration.seconds(4), memory: 512 },
  admin: { timeout: Duration.seconds(15), memory: 1024 },
  effects: { timeout: Duration.seconds(30), memory: 256 },
  counts: { timeout: Duration.seconds(30), memory: 256 },
  sender: { timeout: Duration.seconds(10), memory: 512 },
  escalator: { timeout: Duration.seconds(15), memory: 512 },
  sweep: { timeout: Duration.seconds(50), memory: 256 },
  replay: { timeout: Duration.seconds(15), memory: 512 },
  // Trains the matcher on the starter book.
  setup: { timeout: Duration.minutes(2), memory: 1024 },
};
