import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { grantKey } from './encryption';
import type { HotlineFunction } from './hotline-function';

/**
 * The one secret, JSON; a second one would cost $0.40 a month more. CloudFormation can make a single random value:
 * `sessionSecret`, 43 letters and digits, which is base64 of 32 bytes. The set-up function adds the other keys and the
 * sign-in's client secret; Twilio's two values come from the person who deploys (`docs/deploy.md`).
 */
export class HotlineSecret extends Secret {
  constructor(
    scope: Construct,
    private readonly key: IKey,
  ) {
    super(scope, 'HotlineSecret', {
      description:
        'Rights hotline: Twilio credentials, keys and sign-in. Without its pepper and vaultKey nobody is known',
      encryptionKey: key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ twilioAccountSid: '', twilioAuthToken: '' }),
        generateStringKey: 'sessionSecret',
        passwordLength: 43,
        excludePunctuation: true,
      },
      // As the table: without the pepper and the vault's key its items are noise.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    (this.node.defaultChild as CfnSecret).overrideLogicalId('Secret');
    acknowledge(this, {
      'AwsSolutions-SMG4':
        "Another pepper would make every texter a stranger and another vault key their numbers unreadable; Twilio's token is changed at Twilio. docs/runbook.md says how each value is replaced.",
    });
  }

  /** Reading the value, and its name in the environment. */
  grantUse(fn: HotlineFunction): void {
    fn.addEnvironment('SECRET_ID', this.secretArn);
    fn.allow(['secretsmanager:GetSecretValue'], [this.secretArn]);
    grantKey(this.key, fn, 'secretsmanager', 'read');
  }

  /** Also writing it: the set-up function alone. */
  grantComplete(fn: HotlineFunction): void {
    fn.addEnvironment('SECRET_ID', this.secretArn);
    fn.allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], [this.secretArn]);
    grantKey(this.key, fn, 'secretsmanager', 'write');
  }
}
