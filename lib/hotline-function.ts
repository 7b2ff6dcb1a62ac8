import { RemovalPolicy } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, type CfnFunction, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type FunctionName, LIMITS } from './functions';

/** Where each function's built code is. Tests give a line of their own instead of bundling. */
export type CodeOf = (name: FunctionName) => Code;

/** What every construct with functions needs. */
export interface FunctionParts {
  readonly codeOf: CodeOf;
  /** Encrypts the logs. */
  readonly key: IKey;
}

export interface HotlineFunctionProps extends FunctionParts {
  readonly name: FunctionName;
  /** Added to what all functions have. */
  readonly environment?: Readonly<Record<string, string>>;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The logical id of a function, e.g. `TextsFunction`: alarms' history and saved queries refer to it. */
export const functionId = (name: FunctionName): string => `${capital(name)}Function`;

/**
 * One deployed function with a role and a log group of its own. The role starts with nothing but the right to write to
 * that log group: no managed policy, since the one that AWS offers lets a function write to every log.
 */
export class HotlineFunction extends LambdaFunction {
  constructor(scope: Construct, { name, codeOf, key, environment }: HotlineFunctionProps) {
    const role = new Role(scope, `${capital(name)}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${capital(name)}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, functionId(name), {
      description: `Rights hotline: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(name),
      timeout: LIMITS[name].timeout,
      memorySize: LIMITS[name].memory,
      role,
      logGroup,
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        // Names the function in CloudTrail; `test/lib/permissions-used.test.ts` knows it by that too.
        AWS_SDK_UA_APP_ID: name,
        ...environment,
      },
    });
    (this.node.defaultChild as CfnFunction).overrideLogicalId(functionId(name));
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  }

  /** Adds one statement to the function's own role: exact actions on exact resources. */
  allow(actions: readonly string[], resources: readonly string[], conditions?: Conditions): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }
}

/** Where functions count what alarms look at. */
export const METRICS_NAMESPACE = 'RightsHotline';
