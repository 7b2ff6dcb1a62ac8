import type { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { items, newSid, ORIGIN, testHotline } from '../fakes/hotline';
import { openTestTable } from '../fakes/table';

const ANA = '+13125550101';
const TO = '+13125550100';
let hotline: ReturnType<typeof testHotline>;
beforeEach(async () => {
  hotline = testHotline(await openTestTable());
});

const form = (more: Record<string, string> = {}) => ({
  MessageSid: newSid(),
  From: ANA,
  To: TO,
  Body: 'what is a warrant',
  NumMedia: '0',
  ...more,
});

describe('the carrier’s webhook', () => {
  test('answers a question with its reply, and what this is the first time', async () => {
    expect(await hotline.text(ANA, 'what is a warrant')).toEqual([
      'warrant text',
      'first-contact Test Hotline 855-435-7693',
    ]);
    expect(await hotline.text(ANA, 'what is a warrant')).toEqual(['warrant text']);
  });

  test('reports each reply to the callback, and sends Spanish without the accents that cost', async () => {
    const response = await hotline.post(hotline.texts, '/texts', form({ Body: 'es una orden? warrant' }));
    const twiml = await response.text();
    expect(response.headers.get('content-type')).toContain('text/xml');
    expect(twiml).toContain(`action="${ORIGIN}/deliveries"`);
  });

  test.each([
    ['a wrong signature', 'AAAA'],
    ['no signature', ''],
  ])('refuses %s with 403, and nothing is written', async (_, signature) => {
    const response = await hotline.post(hotline.texts, '/texts', form(), signature);
    expect(response.status).toBe(403);
    expect(await items(hotline.db)).toEqual([]);
    expect(hotline.counted).toEqual(['ForgedRequests']);
  });

  test('refuses a signed form that was changed on the way', async () => {
    const sent = form();
    const { getExpectedTwilioSignature } = await import('twilio/lib/webhooks/webhooks.js');
    const signature = getExpectedTwilioSignature('made up for tests', `${ORIGIN}/texts`, sent);
    expect((await hotline.post(hotline.texts, '/texts', { ...sent, Body: 'other words' }, signature)).status).toBe(403);
  });

  test.each([['MessageSid'], ['From'], ['To']])('says which field is missing: %s', async (field) => {
    const { [field as 'From']: _missing, ...rest } = form();
    const response = await hotline.post(hotline.texts, '/texts', rest as Record<string, string>);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(field);
  });

  test('refuses 100 KB with 413', async () => {
    expect((await hotline.post(hotline.texts, '/texts', form({ Body: 'x'.repeat(100_000) }))).status).toBe(413);
  });

  test.each([
    ['emoji alone', '😀😀'],
    ['a lone surrogate', 'warrant \ud83d'],
    ['right to left, with its marks', '\u202bמה זה \u202c warrant'],
    ['control characters', 'war\u0000rant \u0007\u001b[31m warrant'],
    ['1,600 characters', `warrant ${'x'.repeat(1590)}`],
    ['nothing', ''],
  ])('answers %s', async (_, body) => {
    expect((await hotline.text(ANA, body)).length).toBeGreaterThan(0);
  });

  test('does not talk to machines: a short code gets an empty answer and is not remembered', async () => {
    expect(await hotline.text('12345', 'Your code is 99')).toEqual([]);
    expect(await hotline.text('MYBANK', 'Your code is 99')).toEqual([]);
    expect(await items(hotline.db)).toEqual([]);
  });

  test('a WhatsApp address is a person of its own', async () => {
    await hotline.text(ANA, 'what is a warrant');
    expect(await hotline.text(`whatsapp:${ANA}`, 'what is a warrant')).toHaveLength(2);
    expect(await items(hotline.db)).toHaveLength(2);
  });

  test('keeps no number and no word in the table or the log', async () => {
    await hotline.text(ANA, 'a warrant for my neighbour Zebulon');
    await hotline.text(ANA, 'ICE is at my door right now, I am Zebulon');
    const kept = JSON.stringify(await items(hotline.db)) + hotline.log.lines.join();
    expect(kept).not.toContain('5550101');
    expect(kept).not.toMatch(/Zebulon/i);
  });
});

describe('a text that comes again', () => {
  test('gets the same replies and changes nothing', async () => {
    const again = form({ Body: 'ICE is at my door right now' });
    const first = await (await hotline.post(hotline.texts, '/texts', again)).text();
    const before = await items(hotline.db);
    hotline.wait(30);
    const second = await (await hotline.post(hotline.texts, '/texts', again)).text();
    expect(second).toBe(first);
    expect(await items(hotline.db)).toEqual(before);
  });

  test('is known even after seven others', async () => {
    const again = form();
    await hotline.post(hotline.texts, '/texts', again);
    for (let i = 0; i < 7; i++) await hotline.text(ANA, `warrant ${i}`);
    const before = await items(hotline.db);
    await hotline.post(hotline.texts, '/texts', again);
    expect(await items(hotline.db)).toEqual(before);
  });

  test('twice at once is handled once', async () => {
    const again = form({ Body: 'ICE is at my door right now' });
    const answers = await Promise.all([1, 2, 3].map(() => hotline.post(hotline.texts, '/texts', again)));
    const bodies = await Promise.all(answers.map((a) => a.text()));
    expect(new Set(bodies).size).toBe(1);
    const cases = (await items(hotline.db)).filter((i) => i.sk === 'CASE');
    expect(cases).toHaveLength(1);
  });

  test('two texts at once are both handled', async () => {
    await Promise.all([hotline.text(ANA, 'warrant one'), hotline.text(ANA, 'warrant two')]);
    const [person] = await items(hotline.db);
    expect(person?.h).toHaveLength(2);
  });
});

describe('what an ordinary text costs', () => {
  const measured = async (body: string) => {
    const calls: { name: string; units: number; bytes: number }[] = [];
    const { client, table } = hotline.db;
    const send = client.send.bind(client);
    const spy = (command: GetItemCommand | PutItemCommand | TransactWriteItemsCommand) => {
      Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
      return send(command as GetItemCommand).then((out) => {
        const capacity = (out as { ConsumedCapacity?: { CapacityUnits?: number } }).ConsumedCapacity;
        const item = (command.input as { Item?: object }).Item;
        calls.push({
          name: command.constructor.name,
          units: capacity?.CapacityUnits ?? 0,
          bytes: item ? JSON.stringify(item).length : 0,
        });
        return out;
      });
    };
    const measuredHotline = { ...hotline.parts, db: { table, client: { ...client, send: spy } } };
    const { handleText } = await import('../../lambda/platform/texting');
    const { parseIncoming } = await import('../../lambda/platform/carrier/incoming');
    const incoming = parseIncoming(new URLSearchParams(form({ Body: body })));
    if ('wrong' in incoming) throw new Error(incoming.wrong);
    await handleText(measuredHotline as never, incoming, { late: false });
    return calls;
  };

  test('one read of one unit and one write of one unit: at most 1 KB, even with eight full memories', async () => {
    for (let i = 0; i < 8; i++) await hotline.text(ANA, i % 2 ? 'warrant call-911' : 'xyzzy plugh');
    const calls = await measured('warrant call-911');
    expect(calls.map((c) => c.name)).toEqual(['GetItemCommand', 'PutItemCommand']);
    expect(calls.map((c) => c.units)).toEqual([1, 1]);
  });
});

test('opting out is respected everywhere, and START undoes it', async () => {
  await hotline.text(ANA, 'ICE is at my door right now');
  expect(await hotline.text(ANA, 'STOP', { OptOutType: 'STOP' })).toEqual([]);
  expect(await hotline.text(ANA, 'what is a warrant')).toEqual([]);
  await hotline.escalate();
  expect(await hotline.drain()).toEqual([]);
  const person = (await items(hotline.db)).find((i) => i.sk === 'PERSON');
  expect(person).not.toHaveProperty('expiresAt');
  await hotline.text(ANA, 'START', { OptOutType: 'START' });
  expect(await hotline.text(ANA, 'what is a warrant')).toEqual(['warrant text']);
});

test('a person of whom nothing was heard for 30 days is a stranger, though DynamoDB has not deleted them', async () => {
  await hotline.text(ANA, 'what is a warrant');
  hotline.wait(31 * 86_400);
  expect(await hotline.text(ANA, 'what is a warrant')).toHaveLength(2);
});

test('BORRAR erases the case’s words too', async () => {
  await hotline.text(ANA, 'ICE is at my door right now');
  expect((await items(hotline.db)).some((i) => String(i.sk).startsWith('MSG#'))).toBe(true);
  await hotline.text(ANA, 'BORRAR');
  expect((await items(hotline.db)).some((i) => String(i.sk).startsWith('MSG#'))).toBe(false);
});
