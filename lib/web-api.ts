import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type CfnApi, HttpApi, type HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { HotlineFunction } from './hotline-function';

/**
 * One line per request, without anything that could name a person: no address, no path beyond the route, no query.
 * `status` and `milliseconds` are numbers, so that metric filters can compare them.
 */
const ACCESS_LOG = AccessLogFormat.custom(
  '{"requestId":"$context.requestId","time":"$context.requestTime","route":"$context.routeKey","status":$context.status,"milliseconds":$context.responseLatency,"integrationError":"$context.integrationErrorMessage"}',
);

/** Requests a second. Above it callers get 429: the carrier tries again, then asks the fallback. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** The HTTP API: the carrier's webhooks and the console under one address. */
export class WebApi extends HttpApi {
  /** One line per request; fields as in ACCESS_LOG. */
  readonly accessLog: LogGroup;

  constructor(scope: Construct, key: IKey) {
    super(scope, 'WebApi', { description: 'Rights hotline: webhooks and console', createDefaultStage: false });
    (this.node.defaultChild as CfnApi).overrideLogicalId('Api');
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLog), format: ACCESS_LOG },
    });
  }

  /** `https://….amazonaws.com`, without a slash at the end: Twilio's signatures cover it. */
  get origin(): string {
    return this.apiEndpoint;
  }

  /** Serves paths by a function. `why`: what stands guard instead of an authorizer. */
  serve(fn: HotlineFunction, method: HttpMethod, paths: readonly string[], why: string): void {
    const integration = new HttpLambdaIntegration(`${fn.node.id}Integration`, fn);
    const methods = [method];
    for (const path of paths)
      for (const route of this.addRoutes({ path, methods, integration }))
        acknowledge(route, { 'AwsSolutions-APIG4': why });
  }
}
