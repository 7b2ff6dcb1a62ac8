import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { type CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Escalation } from './escalation';
import { METRICS_NAMESPACE } from './hotline-function';
import type { Texting } from './texting';
import type { WebApi } from './web-api';

export interface AlarmsProps {
  readonly key: IKey;
  readonly api: WebApi;
  readonly texting: Texting;
  readonly escalation: Escalation;
  /** Gets an e-mail for each alarm. */
  readonly email?: string;
  /** Where the runbook can be read; `#<section>` is added to it. */
  readonly runbookUrl: string;
}

interface AlarmProps {
  /** Also the section in the runbook, in kebab-case. */
  readonly name: string;
  /** What texters or volunteers lose while it rings. */
  readonly impact: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** @default at least */
  readonly comparison?: ComparisonOperator;
  /** Periods in a row. @default 1 */
  readonly periods?: number;
  /** @default TreatMissingData.NOT_BREACHING */
  readonly missing?: TreatMissingData;
}

const FIVE_MINUTES = Duration.minutes(5);

/**
 * What a deployer must know before a texter notices, and no more: ten alarms over 14 metrics, of which CloudWatch gives
 * ten free. An alarm costs by the metrics it looks at.
 */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Rights hotline alarms',
      masterKey: props.key,
      enforceSSL: true,
    });
    (this.topic.node.defaultChild as CfnTopic).overrideLogicalId('AlarmTopic');
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
    this.watchTexts();
    this.watchQueues();
    this.watchCases();
  }

  private watchTexts(): void {
    const { api, texting } = this.props;
    this.add({
      name: 'WebhooksFailing',
      impact: 'Texters get the fallback instead of their answer; undelivered alerts to volunteers go unnoticed.',
      metric: this.count('FailedWebhooks', [
        api.accessLog,
        '{ ($.route = "POST /texts" || $.route = "POST /deliveries") && $.status >= 500 }',
      ]),
      threshold: 3,
    });
    this.add({
      name: 'FallbackUsed',
      impact: 'A texter got the static answer with the voice line. Their text waits in the spool and is answered late.',
      metric: texting.fallback.metricInvocations({ period: FIVE_MINUTES }),
      threshold: 1,
    });
    this.add({
      name: 'TextsLost',
      impact: 'The fallback could not answer or keep a text: nobody will answer it. Only the Twilio log still has it.',
      metric: this.count(
        'LostTexts',
        [api.accessLog, '{ $.route = "POST /fallback" && $.status >= 500 }'],
        [texting.fallback.logGroup, '{ $.level = "ERROR" }'],
      ),
      threshold: 1,
    });
    this.add({
      name: 'FunctionsThrottled',
      impact:
        'Functions could not start, for the account runs too many: texts and alerts are late or get the fallback.',
      // Over all functions of the account and region, because they share the limit.
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: Stats.SUM,
        period: FIVE_MINUTES,
      }),
      threshold: 5,
    });
  }

  private watchQueues(): void {
    const { texting, escalation } = this.props;
    const dead = {
      outbox: escalation.outbox.deadLetters,
      timers: escalation.timers.deadLetters,
      spool: texting.spool.deadLetters,
      stream: escalation.streamFailures.queue,
    };
    const waiting = Object.entries(dead).map(([name, queue]) => [
      name,
      queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
    ]);
    this.add({
      name: 'DeadLetters',
      impact: 'Work was given up: an alert, an update or a late answer is waiting for a person to look at it.',
      metric: new MathExpression({
        // A queue that nobody uses stops reporting after some hours: its silence must not hide the others.
        expression: `SUM([${Object.keys(dead)
          .map((name) => `FILL(${name}, 0)`)
          .join(', ')}])`,
        usingMetrics: Object.fromEntries(waiting),
        label: 'Messages in dead-letter queues',
        period: FIVE_MINUTES,
      }),
      threshold: 1,
    });
    this.add({
      name: 'OutboxLate',
      impact: 'Alerts to volunteers and messages in conversations leave minutes late.',
      metric: escalation.outbox.queue.metricApproximateAgeOfOldestMessage({
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: 180,
      periods: 3,
    });
    this.add({
      name: 'StreamLate',
      impact: 'Alerts leave only when the sweep finds them, up to two minutes late.',
      metric: escalation.effects.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
      threshold: Duration.minutes(1).toMilliseconds(),
      periods: 3,
    });
    this.add({
      name: 'SendsFailing',
      impact: 'Twilio refuses or does not answer: volunteers are not alerted, conversations stand still.',
      metric: ours('SendFailures', 'sender'),
      threshold: 5,
    });
  }

  private watchCases(): void {
    const { escalation } = this.props;
    const minutely = { period: FIVE_MINUTES };
    this.add({
      name: 'SweepStopped',
      impact: 'What stream and queues miss stays where it is: cases do not move on, lost alerts are not sent again.',
      metric: new MathExpression({
        expression: 'FILL(started, 0) - FILL(failed, 0)',
        usingMetrics: {
          started: escalation.sweep.metricInvocations(minutely),
          failed: escalation.sweep.metricErrors(minutely),
        },
        label: 'Sweeps that worked',
        period: FIVE_MINUTES,
      }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 2,
      missing: TreatMissingData.BREACHING,
    });
    this.add({
      name: 'UnansweredCases',
      impact: 'Somebody asked for help, no volunteer took the case, and they were told to call the voice line.',
      metric: ours('UnansweredCases', 'escalator'),
      threshold: 1,
    });
  }

  /** Counts lines of logs. Nothing is published, and nothing costs, while no line matches. */
  private count(metricName: string, ...sources: readonly (readonly [ILogGroup, string])[]): IMetric {
    for (const [i, [logGroup, pattern]] of sources.entries())
      new MetricFilter(this, `${metricName}${i || ''}`, {
        logGroup,
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace: METRICS_NAMESPACE,
        metricName,
        metricValue: '1',
      });
    return new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
    });
  }

  private add(props: AlarmProps): void {
    const { name, impact, metric, threshold, periods = 1 } = props;
    const alarm = new Alarm(this, name, {
      alarmDescription: `${impact} What to do: ${this.props.runbookUrl}#${runbookSection(name)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.missing ?? TreatMissingData.NOT_BREACHING,
    });
    (alarm.node.defaultChild as CfnAlarm).overrideLogicalId(name);
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/** What a function counts itself, through Powertools. */
const ours = (metricName: string, service: string): Metric =>
  new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service },
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });

/** `WebhooksFailing` -> `webhooks-failing`, a heading of docs/runbook.md. */
export const runbookSection = (name: string): string => name.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase();
