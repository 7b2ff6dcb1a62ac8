import { beforeAll, expect, test } from 'vitest';
import { TABLE } from '../fakes/table';
import { propertiesOf, type Synthesised, synthesise } from './hotline';

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise();
});

test('the table is the one that every test runs on', () => {
  expect(propertiesOf(hotline, 'Table')).toMatchObject(TABLE);
});

test('the table costs nothing idle, can be turned back by a week, and is not deleted by mistake', () => {
  expect(hotline.json.Resources.Table).toMatchObject({
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
    },
  });
});

test('the key is renewed, but not so often that it costs more', () => {
  expect(propertiesOf(hotline, 'Key')).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 2560 });
});

test('the secret begins with a session key of 32 bytes and room for what the deployer brings', () => {
  const { GenerateSecretString, KmsKeyId } = propertiesOf<{
    GenerateSecretString: Record<string, unknown>;
    KmsKeyId: unknown;
  }>(hotline, 'Secret');
  expect(KmsKeyId).toEqual({ 'Fn::GetAtt': ['Key', 'Arn'] });
  expect(GenerateSecretString).toMatchObject({ GenerateStringKey: 'sessionSecret', ExcludePunctuation: true });
  expect(JSON.parse(String(GenerateSecretString.SecretStringTemplate))).toEqual({
    twilioAccountSid: '',
    twilioAuthToken: '',
  });
  // Letters and digits are base64 as they stand, six bits each.
  expect(Buffer.from('a'.repeat(Number(GenerateSecretString.PasswordLength)), 'base64')).toHaveLength(32);
});
