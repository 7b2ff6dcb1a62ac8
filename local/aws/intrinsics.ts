/** Resolves CloudFormation's intrinsic functions to values of this machine. */
import { HotlineError } from '../../lambda/hotline/errors';
import { ACCOUNT, arn, REGION } from './account';
import type { Resource, Template } from './template';

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface LocalResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Values that the running machine knows and a template cannot. */
export interface LocalValues {
  /** `http://localhost:3000`: stands for the API's own address. */
  readonly origin: string;
  readonly tableName: string;
  readonly streamArn: string;
  /** Address under which queues answer, without the path. */
  readonly queueOrigin: string;
  readonly oidcIssuer: string;
  readonly oidcClientId: string;
}

export type Resolve = (value: unknown) => unknown;

/** What a type of resource is here; unknown types throw only when somebody refers to them. */
const LOCAL_RESOURCES: Record<string, (id: string, resource: Resource, local: LocalValues) => LocalResource> = {
  'AWS::DynamoDB::Table': (_id, _resource, local) => table(local),
  'AWS::DynamoDB::GlobalTable': (_id, _resource, local) => table(local),
  'AWS::SQS::Queue': (id, resource, local) => {
    const name = queueName(id, resource);
    return {
      ref: `${local.queueOrigin}/${ACCOUNT}/${name}`,
      attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: `${local.queueOrigin}/${ACCOUNT}/${name}` },
    };
  },
  'AWS::Lambda::Function': (id) => ({ ref: id, attributes: { Arn: functionArn(id) } }),
  'AWS::Lambda::Alias': (id, resource) => ({
    ref: functionArn(referredId(resource.Properties?.FunctionName) ?? id),
    attributes: {},
  }),
  'AWS::SecretsManager::Secret': (id) => ({ ref: secretArn(id), attributes: { Id: secretArn(id) } }),
  'AWS::ApiGatewayV2::Api': (_id, _resource, local) => ({
    ref: 'local',
    attributes: { ApiEndpoint: local.origin, ApiId: 'local' },
  }),
  'AWS::Cognito::UserPool': (id, _resource, local) => ({
    ref: `${REGION}_local`,
    attributes: {
      Arn: arn('cognito-idp', `userpool/${id}`),
      ProviderURL: local.oidcIssuer,
      ProviderName: id,
      UserPoolId: `${REGION}_local`,
    },
  }),
  'AWS::Cognito::UserPoolClient': (_id, _resource, local) => ({
    ref: local.oidcClientId,
    attributes: { ClientId: local.oidcClientId },
  }),
  'AWS::SNS::Topic': (id) => ({ ref: arn('sns', id), attributes: { TopicArn: arn('sns', id), TopicName: id } }),
  'AWS::KMS::Key': (id) => ({ ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } }),
  'AWS::Logs::LogGroup': (id) => ({ ref: id, attributes: { Arn: arn('logs', `log-group:${id}`) } }),
  'AWS::Events::Rule': (id) => ({ ref: id, attributes: { Arn: arn('events', `rule/${id}`) } }),
  'AWS::IAM::Role': (id) => ({ ref: id, attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${id}` } }),
};

const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'HotlineStack',
  'AWS::StackId': arn('cloudformation', 'stack/HotlineStack/local'),
};

const table = (local: LocalValues): LocalResource => ({
  ref: local.tableName,
  attributes: { Arn: arn('dynamodb', `table/${local.tableName}`), StreamArn: local.streamArn },
});

export const functionArn = (id: string): string => arn('lambda', `function:${id}`);
export const secretArn = (id: string): string => arn('secretsmanager', `secret:${id}`);

/** A FIFO queue's name must end in `.fifo`; the rest may be the logical id where the template leaves naming to AWS. */
export function queueName(id: string, resource: Pick<Resource, 'Properties'>): string {
  const { QueueName, FifoQueue } = resource.Properties ?? {};
  if (typeof QueueName === 'string') return QueueName;
  return FifoQueue === true ? `${id}.fifo` : id;
}

/** The logical id that `{ Ref }` or `{ Fn::GetAtt }` names, also inside the `Fn::Join` of an API integration's address. */
export function referredId(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(referredId).find((id) => id !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Ref') return String(argument).startsWith('AWS::') ? undefined : String(argument);
  if (name === 'Fn::GetAtt') return Array.isArray(argument) ? String(argument[0]) : String(argument).split('.')[0];
  return referredId(argument);
}

/**
 * Makes the function that replaces every intrinsic in a value; other values pass unchanged.
 * It throws HotlineError 'config.invalid' with the intrinsic's own text for one that it does not know: a template that
 * uses something new must be seen here, not run with half its settings.
 */
export function makeResolve(template: Template, local: LocalValues): Resolve {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::')))
      return intrinsic(name, argument);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, resolve(item)]).filter(([, item]) => item !== undefined),
    );
  };

  const unknown = (name: string, argument: unknown): never => {
    const shown = JSON.stringify({ [name]: argument }).slice(0, 200);
    throw new HotlineError('config.invalid', `The local hotline does not know this part of the template: ${shown}`);
  };

  const resource = (id: string, name: string, argument: unknown): LocalResource => {
    const found = template.Resources[id];
    const make = found && LOCAL_RESOURCES[found.Type];
    return make ? make(id, found, local) : unknown(name, argument);
  };

  const ref = (id: string): unknown => {
    if (id === 'AWS::NoValue') return undefined;
    if (id in PSEUDO_PARAMETERS) return PSEUDO_PARAMETERS[id];
    const parameter = template.Parameters?.[id];
    if (parameter) return parameter.Default ?? unknown('Ref', id);
    return resource(id, 'Ref', id).ref;
  };

  const attribute = (argument: unknown): string => {
    const [id = '', ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return resource(id, 'Fn::GetAtt', argument).attributes[path.join('.')] ?? unknown('Fn::GetAtt', argument);
  };

  const substitute = (argument: unknown): string => {
    const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return String(resolve(values[name]));
      return String(name.includes('.') ? attribute(name) : ref(name));
    });
  };

  const intrinsic = (name: string, argument: unknown): unknown => {
    if (name === 'Ref') return ref(String(argument));
    if (name === 'Fn::GetAtt') return attribute(argument);
    if (name === 'Fn::Sub') return substitute(argument);
    const list = Array.isArray(argument) ? argument : unknown(name, argument);
    if (name === 'Fn::Join') return (resolve(list[1]) as unknown[]).join(String(list[0]));
    if (name === 'Fn::Select') return (resolve(list[1]) as unknown[])[Number(list[0])];
    if (name === 'Fn::Split') return String(resolve(list[1])).split(String(list[0]));
    return unknown(name, argument);
  };

  return resolve;
}
