import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { Alarms } from './alarms';
import { CONFIG_FILE, type HotlineConfig, runtimeSettings } from './config';
import { Console } from './console';
import { HotlineKey } from './encryption';
import { Escalation } from './escalation';
import type { CodeOf } from './hotline-function';
import { HotlineSecret } from './secret';
import { Setup } from './setup';
import { HotlineTable } from './table';
import { Texting } from './texting';
import { WebApi } from './web-api';

export interface HotlineStackProps extends StackProps {
  readonly config: HotlineConfig;
  /** True: the settings are made up. The stack then asks for a parameter that nobody should give. @default false */
  readonly isExample?: boolean;
  readonly codeOf: CodeOf;
}

/**
 * How Twilio asks us: 2 s to connect, 4.5 s for an answer, two retries of anything that goes wrong, 14.5 s in all; then
 * the fallback. By default one hang would take all of the 15 s. The fragment is Twilio's own and is not signed.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const CONNECTION_OVERRIDES = '#ct=2000&rt=4500&tt=14500&rc=2&rp=all';

/** The whole hotline. Bound to no account and no region: what is not literal here is an intrinsic of CloudFormation. */
export class HotlineStack extends Stack {
  constructor(scope: Construct, id: string, props: HotlineStackProps) {
    super(scope, id, {
      description: 'Rights hotline: approved answers by text, and volunteers when it is urgent',
      ...props,
    });
    const { config, codeOf } = props;
    if (props.isExample) refuseExample(this);
    const settings = JSON.stringify(runtimeSettings(config));
    const { adminEmail, organisation, signInPrefix } = config;

    const key = new HotlineKey(this, 'HotlineKey');
    const table = new HotlineTable(this, key);
    const secret = new HotlineSecret(this, key);
    const api = new WebApi(this, key);
    const parts = { codeOf, key, table, secret, api, settings };

    const texting = new Texting(this, 'Texting', parts);
    const escalation = new Escalation(this, 'Escalation', parts);
    const console = new Console(this, 'Console', { ...parts, organisation, adminEmail, signInPrefix });
    new Setup(this, 'Setup', { codeOf, key, table, secret, console, adminEmail });
    const { topic } = new Alarms(this, 'Alarms', {
      key,
      api,
      texting,
      escalation,
      email: config.alarmEmail,
      runbookUrl: config.runbookUrl,
    });

    this.tell('WebhookUrl', `${api.origin}/texts${CONNECTION_OVERRIDES}`, 'Twilio: "A message comes in", HTTP POST');
    this.tell('FallbackUrl', `${api.origin}/fallback`, 'Twilio: "Primary handler fails", HTTP POST');
    this.tell('ConsoleUrl', `${api.origin}/console`, 'Where admins sign in');
    this.tell('SecretArn', secret.secretArn, "Where Twilio's two credentials go");
    this.tell('AlarmTopicArn', topic.topicArn, 'Where alarms are published');
    this.tell('TableName', table.tableName, 'All that the hotline keeps; stays when the stack goes');
    this.tell('UserPoolId', console.userPool.userPoolId, 'Who may sign in; stays when the stack goes');
  }

  private tell(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

/** A parameter without a value stops a deployment before it starts; it does not stop `cdk synth`. */
function refuseExample(stack: Stack): void {
  new CfnParameter(stack, 'SettingsAreMissing', {
    description: `Do not fill this in: write ${CONFIG_FILE} first (docs/deploy.md), then this question is gone.`,
    allowedValues: ['no'],
  });
  acknowledge(stack, { 'CloudFormation-Validate::W2001': 'That parameter is there to be asked for, not to be used.' });
}
