import { CustomResource, Duration } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Console } from './console';
import { type FunctionParts, HotlineFunction } from './hotline-function';
import type { HotlineSecret } from './secret';
import type { HotlineTable } from './table';

export interface SetupProps extends FunctionParts {
  readonly table: HotlineTable;
  readonly secret: HotlineSecret;
  readonly console: Console;
  readonly adminEmail: string;
}

/**
 * Runs at the first deployment, and at later ones that bring new content or a new matcher: completes the secret, seeds the reply book so
 * that the number answers at once, names the first admin. A failure fails the deployment.
 */
export class Setup extends Construct {
  constructor(scope: Construct, id: string, { table, secret, console, adminEmail, ...parts }: SetupProps) {
    super(scope, id);
    const setup = new HotlineFunction(this, {
      ...parts,
      name: 'setup',
      environment: {
        USER_POOL_ID: console.userPool.userPoolId,
        OIDC_CLIENT_ID: console.client.userPoolClientId,
        ADMIN_EMAIL: adminEmail,
      },
    });
    table.grantItems(setup, {
      GetItem: ['REPLY', 'SETTINGS'],
      Query: ['BOOK'],
      PutItem: ['ADMIN', 'AUDIT', 'BOOK', 'REPLY', 'SETTINGS'],
      UpdateItem: ['BOOK', 'SETTINGS'],
    });
    secret.grantComplete(setup);
    setup.allow(['cognito-idp:DescribeUserPoolClient'], [console.userPool.userPoolArn]);
    const resource = new CustomResource(this, 'Run', {
      resourceType: 'Custom::HotlineSetup',
      // Straight to the function, which answers CloudFormation itself: the provider framework is another function.
      serviceToken: setup.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: {
        // The starter book and the matcher are in the bundle: when either changes, the set-up runs again.
        release: bundleOf(setup),
        adminEmail,
        client: console.client.userPoolClientId,
      },
    });
    resource.node.addDependency(setup);
  }
}

const bundleOf = (fn: HotlineFunction): string => {
  const { s3Key } = (fn.node.defaultChild as CfnFunction).code as CfnFunction.CodeProperty;
  return s3Key ?? '';
};
