import { Aws, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  type CfnUserPoolClient,
  CfnUserPoolUser,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { type FunctionParts, HotlineFunction } from './hotline-function';
import type { HotlineSecret } from './secret';
import type { HotlineTable } from './table';
import type { WebApi } from './web-api';

export interface ConsoleProps extends FunctionParts {
  readonly table: HotlineTable;
  readonly secret: HotlineSecret;
  readonly api: WebApi;
  /** HOTLINE_SETTINGS, as JSON. */
  readonly settings: string;
  readonly organisation: string;
  /** Who is invited to sign in first. */
  readonly adminEmail: string;
  /** First part of the sign-in page's address. @default made from the stack's id */
  readonly signInPrefix?: string;
}

/** The admin console: the function behind `/console`, and who may sign in to it. */
export class Console extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  readonly signIn: UserPoolDomain;

  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    const { table, secret, api, settings, codeOf, key, adminEmail } = props;
    const consoleUrl = `${api.origin}/console`;
    this.userPool = this.makeUserPool(props.organisation, consoleUrl);
    this.client = makeClient(this, this.userPool, consoleUrl);
    this.signIn = this.userPool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: props.signInPrefix ?? `hotline-${ownId()}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style the newer pages show an error.
    new CfnManagedLoginBranding(this, 'SignInStyle', {
      userPoolId: this.userPool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    // Kept when another address is named: the deployment adds people, an admin removes them.
    new CfnUserPoolUser(this, 'FirstAdmin', {
      userPoolId: this.userPool.userPoolId,
      username: adminEmail,
      desiredDeliveryMediums: ['EMAIL'],
      userAttributes: [
        { name: 'email', value: adminEmail },
        { name: 'email_verified', value: 'true' },
      ],
    }).applyRemovalPolicy(RemovalPolicy.RETAIN);

    const admin = new HotlineFunction(this, {
      codeOf,
      key,
      name: 'admin',
      environment: {
        PUBLIC_ORIGIN: api.origin,
        HOTLINE_SETTINGS: settings,
        OIDC_ISSUER: `https://cognito-idp.${Aws.REGION}.amazonaws.com/${this.userPool.userPoolId}`,
        OIDC_CLIENT_ID: this.client.userPoolClientId,
      },
    });
    // No people, no cases, no codes: whoever gets into this function reads no texter.
    table.grantItems(admin, {
      GetItem: ['ADMIN', 'REPLY', 'SETTINGS'],
      BatchGetItem: ['REPLY'],
      Query: ['BOOK'],
      PutItem: ['AUDIT', 'BOOK', 'REPLY', 'SETTINGS'],
      UpdateItem: ['BOOK'],
      DeleteItem: ['REPLY'],
    });
    secret.grantUse(admin);
    api.serve(
      admin,
      HttpMethod.ANY,
      ['/console', '/console/{proxy+}'],
      'The function signs people in through Cognito (OpenID Connect) and reads their role from the table each time.',
    );
  }

  private makeUserPool(organisation: string, consoleUrl: string): UserPool {
    const pool = new UserPool(this, 'People', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userInvitation: {
        emailSubject: `Your sign-in for ${organisation}`,
        emailBody: `<p>You can now sign in to the console of ${escapeHtml(organisation)}: <a href="${consoleUrl}">${consoleUrl}</a></p><p>Name: {username}<br>Password for the first time, within 7 days: {####}</p><p>You will choose your own password and set up an authenticator app.</p>`,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    (pool.node.defaultChild as CfnUserPool).overrideLogicalId('UserPool');
    acknowledge(pool, {
      'AwsSolutions-COG8':
        'Threat protection needs the Plus plan, which costs more than all the rest; a second factor is required, nobody can sign themselves up, and roles are read from the table at every request.',
    });
    return pool;
  }
}

function makeClient(scope: Construct, userPool: UserPool, consoleUrl: string): UserPoolClient {
  const client = new UserPoolClient(scope, 'Client', {
    userPool,
    generateSecret: true,
    preventUserExistenceErrors: true,
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [`${consoleUrl}/signed-in`],
      logoutUrls: [`${consoleUrl}/signed-out`, consoleUrl],
    },
    // A session ends after 8 hours whatever these allow.
    refreshTokenValidity: Duration.hours(9),
    accessTokenValidity: Duration.minutes(30),
    idTokenValidity: Duration.minutes(30),
    enableTokenRevocation: true,
  });
  (client.node.defaultChild as CfnUserPoolClient).overrideLogicalId('UserPoolClient');
  return client;
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Eight digits that are this stack's own: prefixes of sign-in pages are unique in a region. */
const ownId = (): string => Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
