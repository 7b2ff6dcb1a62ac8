import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { synthesis } from '../../../local/aws/synthesis';
import { onlyResource } from '../../../local/aws/template';
import { TABLE } from '../../fakes/table-shape';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('tests in test/platform run on the table that is deployed', async () => {
  const { template } = await synthesis(ROOT, `${ROOT}/.local/cloud`);
  const { properties } = onlyResource(template, 'AWS::DynamoDB::Table');
  const byName = (a: { AttributeName: string }, b: { AttributeName: string }) =>
    a.AttributeName.localeCompare(b.AttributeName);
  const sorted = (table: typeof TABLE) => ({
    ...table,
    AttributeDefinitions: table.AttributeDefinitions.toSorted(byName),
  });
  expect(sorted(properties as never)).toMatchObject(sorted(TABLE));
});
