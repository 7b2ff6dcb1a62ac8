import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type CfnKey, type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { HotlineFunction } from './hotline-function';

/** AWS services that use the key in a function's name. */
export type KeyUser = 'dynamodb' | 'sqs' | 'secretsmanager';

/** Spelled out, because a policy with `kms:GenerateDataKey*` would allow what nobody needs. */
const READ = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITE = [
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * The one key: table, spool, secret, alarms and logs. It outlives the stack, because what it encrypts does.
 * It is renewed every seven years, the longest KMS offers: each of the first two renewals adds $1 a month for ever.
 */
export class HotlineKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: `Encrypts what the hotline ${Aws.STACK_NAME} keeps`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(2560),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    (this.node.defaultChild as CfnKey).overrideLogicalId('Key');
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsOfThisStack',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: [...READ, ...WRITE],
        resources: ['*'], // in a key's own policy: this key
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${Aws.STACK_NAME}-*`,
          },
        },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
}

/** Lets a function use the key, but only by way of one service. */
export function grantKey(key: IKey, fn: HotlineFunction, through: KeyUser, access: 'read' | 'write'): void {
  fn.allow(access === 'read' ? READ : [...READ, ...WRITE], [key.keyArn], {
    StringEquals: { 'kms:ViaService': `${through}.${Aws.REGION}.amazonaws.com` },
  });
}
