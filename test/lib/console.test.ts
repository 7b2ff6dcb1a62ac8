import { beforeAll, describe, expect, test } from 'vitest';
import { SIGNED_IN, SIGNED_OUT } from '../../lambda/console/session';
import { onlyOf, propertiesOf, type Synthesised, synthesise } from './hotline';

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise({ organisation: 'Rights & Co <Chicago>' });
});

const originAnd = (path: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, path]] });

describe('sign-in', () => {
  test('is for people whom somebody named, with a second factor and a strong password', () => {
    expect(propertiesOf(hotline, 'UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolTier: 'ESSENTIALS',
      DeletionProtection: 'ACTIVE',
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true, TemporaryPasswordValidityDays: 7 } },
    });
  });

  test("leads back to the console's own pages and nowhere else, by code and with a client secret", () => {
    expect(propertiesOf(hotline, 'UserPoolClient')).toMatchObject({
      GenerateSecret: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: [originAnd(SIGNED_IN)],
      LogoutURLs: [originAnd(SIGNED_OUT), originAnd('/console')],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  test('invites the first admin by e-mail, with the organisation named as it is written', () => {
    expect(onlyOf(hotline, 'AWS::Cognito::UserPoolUser')).toMatchObject({
      Username: 'admin@example.org',
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: expect.arrayContaining([{ Name: 'email_verified', Value: 'true' }]),
    });
    const { AdminCreateUserConfig } = propertiesOf<{
      AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: unknown; EmailSubject: string } };
    }>(hotline, 'UserPool');
    const { EmailMessage, EmailSubject } = AdminCreateUserConfig.InviteMessageTemplate;
    expect(EmailSubject).toContain('Rights & Co <Chicago>');
    expect(JSON.stringify(EmailMessage)).toContain('Rights &amp; Co &lt;Chicago>');
    for (const placeholder of ['{username}', '{####}']) expect(JSON.stringify(EmailMessage)).toContain(placeholder);
  });

  test('has an address of its own, or the one that was chosen', () => {
    expect(JSON.stringify(onlyOf(hotline, 'AWS::Cognito::UserPoolDomain').Domain)).toContain('"AWS::StackId"');
    const chosen = synthesise({ signInPrefix: 'rights-chicago' });
    expect(onlyOf(chosen, 'AWS::Cognito::UserPoolDomain').Domain).toBe('rights-chicago');
  });
});

describe('the set-up', () => {
  test('calls its function straight, after all that it needs, and fails within minutes', () => {
    const [[, run] = []] = Object.entries(hotline.json.Resources).filter(
      ([, { Type }]) => Type === 'Custom::HotlineSetup',
    );
    expect(run?.Properties).toMatchObject({
      ServiceToken: { 'Fn::GetAtt': ['SetupFunction', 'Arn'] },
      ServiceTimeout: '300',
      client: { Ref: 'UserPoolClient' },
    });
    expect(run?.DependsOn).toContain('SetupFunction');
    expect(hotline.json.Resources.SetupFunction?.DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SetupSetupRoleDefaultPolicy/)]),
    );
  });

  test('runs again when the code or the content that it is built from changes', () => {
    const { Code } = propertiesOf<{ Code: { S3Key: string } }>(hotline, 'SetupFunction');
    expect(onlyOf(hotline, 'Custom::HotlineSetup').release).toBe(Code.S3Key);
    expect(Code.S3Key).toMatch(/^[0-9a-f]{64}\.zip$/);
  });
});
