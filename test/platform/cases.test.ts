import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { callbackFor } from '../../lambda/platform/carrier/callback';
import { items, ORIGIN, testHotline } from '../fakes/hotline';
import { openTestTable } from '../fakes/table';

const ANA = '+13125550101';
const ROSA = '+13125550111';
const BEN = '+13125550112';
const EVA = '+13125550113';
const WORDS = 'la migra esta tocando mi puerta, door';

let hotline: ReturnType<typeof testHotline>;
const theCase = async () => (await items(hotline.db)).find((i) => i.sk === 'CASE') as Record<string, never>;
const effects = async () => (await items(hotline.db)).filter((i) => String(i.sk).startsWith('EFFECT#'));
const code = async () => String((await theCase()).code);

beforeEach(async () => {
  hotline = testHotline(await openTestTable());
  await hotline.addVolunteer(ROSA, 'Rosa', ['es', 'en']);
  await hotline.addVolunteer(BEN, 'Ben', ['en', 'es']);
});

/** Ana has written, Rosa and Ben are asked. */
const asked = async () => {
  await hotline.text(ANA, WORDS);
  await hotline.escalate();
  return hotline.drain();
};
const claimed = async () => {
  await asked();
  await hotline.text(ROSA, await code());
  return hotline.drain();
};

describe('from an urgent text to a conversation', () => {
  test('the right in Spanish at once, two volunteers asked without her words', async () => {
    const replies = await hotline.text(ANA, WORDS);
    expect(replies[0]).toBe('home-door urgente');
    await hotline.escalate();
    const alerts = await hotline.drain();
    expect(alerts.map((a) => a.slice(0, 12)).sort()).toEqual([ROSA, BEN]);
    expect(alerts.join()).toContain(await code());
    expect(alerts.join()).not.toContain('puerta');
    expect((await effects()).map((e) => e.status)).toEqual(['SENT', 'SENT']);
  });

  test('one claims by code: her words follow, she is told, the other hears that it is taken', async () => {
    const sent = await claimed();
    expect(sent).toContain(`${ROSA}: v-words es ${WORDS}`);
    expect(sent).toContain(`${ANA}: case-claimed es Rosa`);
    expect(sent.some((s) => s.startsWith(`${BEN}: v-taken`))).toBe(true);
    expect((await hotline.text(BEN, await code()))[0]).toContain('v-taken');
  });

  test('two claims at the same moment: one wins', async () => {
    await asked();
    const said = await Promise.all([hotline.text(ROSA, await code()), hotline.text(BEN, await code())]);
    const kinds = said.map(([first = '']) => first.split(' ')[0]).sort();
    expect(kinds).toEqual(['v-claimed', 'v-taken']);
    const holders = (await items(hotline.db)).filter((i) => i.holds !== undefined);
    expect(holders).toHaveLength(1);
  });

  test('they talk both ways, in order, and nothing of it is in the table in the clear', async () => {
    await claimed();
    for (const words of ['uno', 'dos', 'tres']) expect(await hotline.text(ANA, words)).toEqual([]);
    await hotline.text(ROSA, 'Quedese tranquila');
    const kept = JSON.stringify(await items(hotline.db));
    const sent = await hotline.drain();
    expect(sent.filter((s) => s.startsWith(ROSA))).toEqual(
      ['uno', 'dos', 'tres'].map((w) => `${ROSA}: v-relay es ${w}`),
    );
    expect(sent.filter((s) => s.startsWith(ANA))).toEqual([`${ANA}: relay es Rosa Quedese tranquila`]);
    for (const secret of ['tranquila', 'puerta', 'dos', '5550101', '5550111']) expect(kept).not.toContain(secret);
  });

  test('DONE closes: no number is left in the case, the code is kept for a day, she is told', async () => {
    await claimed();
    const before = await code();
    await hotline.text(ROSA, 'DONE');
    expect(await hotline.drain()).toEqual([`${ANA}: case-closed es`]);
    const closed = await theCase();
    expect(closed).toMatchObject({ status: 'CLOSED', outcome: 'done', asked: [] });
    expect(closed).not.toHaveProperty('dueAt');
    expect(JSON.stringify(closed)).not.toContain('"to"');
    const kept = (await items(hotline.db)).find((i) => i.sk === 'CODE');
    expect(kept).toMatchObject({
      pk: `CODE#${before}`,
      expiresAt: Math.floor(hotline.clock.now.getTime() / 1000) + 86_400,
    });
    expect((await hotline.text(BEN, before))[0]).toContain('v-gone');
  });
});

describe('nobody answers', () => {
  test('a second wave, honest updates, the honest end', async () => {
    await asked();
    await hotline.addVolunteer(EVA, 'Eva');
    hotline.wait(121);
    await hotline.escalate();
    expect((await hotline.drain()).map((s) => s.slice(0, 12))).toEqual([EVA]);
    hotline.wait(180);
    await hotline.escalate();
    expect(await hotline.drain()).toEqual([`${ANA}: still-looking es`]);
    hotline.wait(1500);
    await hotline.escalate();
    expect(await hotline.drain()).toEqual([`${ANA}: no-volunteer es`]);
    expect(await theCase()).toMatchObject({ status: 'UNANSWERED' });
    expect(hotline.counted).toContain('UnansweredCases');
    // It stays listed, and can still be claimed.
    expect((await hotline.text(ROSA, await code()))[0]).toContain('v-claimed');
  });

  test('a second bell at the same moment asks nobody twice', async () => {
    await hotline.text(ANA, WORDS);
    await Promise.all([hotline.escalate(), hotline.escalate(), hotline.escalate()]);
    expect(await hotline.drain()).toHaveLength(2);
  });
});

describe('the ledger', () => {
  test('an effect is sent once, however often it is rung', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    const names = (await effects()).map((e) => ({ personId: String(e.personId), effectId: String(e.id) }));
    await Promise.all([...names, ...names, ...names].map((name) => hotline.send(name)));
    expect(hotline.sent).toHaveLength(2);
  });

  test('a carrier that did not take it leaves it PENDING, and the queue is told to ring again', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    hotline.carrier.next = () => ({ outcome: 'unavailable', code: '429' });
    const [first] = await effects();
    const answer = await hotline.send({ personId: String(first?.personId), effectId: String(first?.id) });
    expect(answer.batchItemFailures).toHaveLength(1);
    expect((await effects()).map((e) => e.status)).toEqual(['PENDING', 'PENDING']);
    hotline.carrier.next = undefined;
    expect(await hotline.drain()).toHaveLength(2);
  });

  test('without an answer it stays SENDING: not sent again for a minute, then again', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    hotline.carrier.next = () => ({ outcome: 'unknown', code: 'ETIMEDOUT' });
    await hotline.drain();
    expect((await effects()).map((e) => e.status)).toEqual(['SENDING', 'SENDING']);
    hotline.carrier.next = undefined;
    hotline.wait(30);
    expect(await hotline.drain()).toEqual([]);
    hotline.wait(31);
    expect(await hotline.drain()).toHaveLength(2);
  });

  test('while one has no answer, what comes after it to the same person waits behind it', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    hotline.carrier.next = () => ({ outcome: 'unknown', code: 'ETIMEDOUT' });
    const [first] = await effects();
    const name = { personId: String(first?.personId), effectId: String(first?.id) };
    expect((await hotline.send(name)).batchItemFailures).toHaveLength(1);
    // The queue rings again: it is told to keep ringing, until a callback comes.
    expect((await hotline.send(name)).batchItemFailures).toHaveLength(1);
    await hotline.callback(
      { to: ROSA, body: '', validitySeconds: 1, statusCallback: callbackFor(ORIGIN, name) },
      'sent',
    );
    expect((await hotline.send(name)).batchItemFailures).toHaveLength(0);
  });

  test('a callback that names an effect without an answer proves that it was sent: it is not sent again', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    const taken: Parameters<typeof hotline.callback>[0][] = [];
    hotline.carrier.next = (message) => {
      taken.push(message);
      return { outcome: 'unknown', code: 'ETIMEDOUT' };
    };
    await hotline.drain();
    for (const message of taken) await hotline.callback(message, 'sent');
    hotline.carrier.next = undefined;
    hotline.wait(61);
    expect(await hotline.drain()).toEqual([]);
    expect((await effects()).map((e) => e.status)).toEqual(['SENT', 'SENT']);
    expect(JSON.stringify(await effects())).not.toContain('sealed');
  });

  test('an alert that comes too late is not sent, words of an ended conversation neither', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    hotline.wait(3600);
    expect(await hotline.drain()).toEqual([]);
    expect((await effects()).filter((e) => e.kind === 'alert').map((e) => e.status)).toEqual(['FAILED', 'FAILED']);
  });

  test('an alert for a case that was claimed meanwhile is dropped', async () => {
    await asked();
    await hotline.addVolunteer(EVA, 'Eva');
    hotline.wait(121);
    await hotline.escalate();
    await hotline.text(ROSA, await code());
    const sent = await hotline.drain();
    expect(sent.some((s) => s.startsWith(`${EVA}: v-alert`))).toBe(false);
  });

  test('a volunteer who went off duty is not texted', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    await hotline.text(ROSA, 'OFF');
    expect((await hotline.drain()).map((s) => s.slice(0, 12))).toEqual([BEN]);
  });
});

describe('when the carrier says that it did not arrive', () => {
  const lastTo = (to: string) => hotline.sent.findLast((m) => m.to === to) as (typeof hotline.sent)[number];

  test('an alert moves on to the next volunteer at once', async () => {
    await asked();
    await hotline.addVolunteer(EVA, 'Eva');
    expect((await hotline.callback(lastTo(ROSA), 'undelivered', '30003')).status).toBe(204);
    await hotline.escalate();
    expect((await hotline.drain()).map((s) => s.slice(0, 12))).toEqual([EVA]);
  });

  test('21610 marks the person opted out', async () => {
    await asked();
    await hotline.callback(lastTo(BEN), 'failed', '21610');
    expect((await items(hotline.db)).filter((i) => i.optedOut === true)).toHaveLength(1);
  });

  test('a refusal at sending counts the same', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    await hotline.addVolunteer(EVA, 'Eva');
    hotline.carrier.next = (m) => (m.to === ROSA ? { outcome: 'refused', code: '21610' } : undefined);
    await hotline.drain();
    await hotline.escalate();
    expect((await hotline.drain()).map((s) => s.slice(0, 12))).toEqual([EVA]);
  });

  test('words that did not arrive are reported to who wrote them, once, however often the callback comes', async () => {
    await claimed();
    await hotline.text(ANA, 'estoy atras');
    await hotline.drain();
    const relayed = lastTo(ROSA);
    for (let i = 0; i < 3; i++) await hotline.callback(relayed, 'undelivered', '30003');
    expect(await hotline.drain()).toEqual([`${ANA}: relay-failed es`]);
  });

  test('words for a texter whose carrier says that they opted out: the volunteer learns it, nothing is sent', async () => {
    await claimed();
    await hotline.callback(lastTo(ANA), 'undelivered', '21610');
    await hotline.text(ROSA, 'estoy aqui');
    expect(await hotline.drain()).toEqual([]);
    expect(await hotline.drain()).toEqual([`${ROSA}: v-relay-failed es`]);
  });

  test('an alert for somebody who went off duty brings the next one at once', async () => {
    await hotline.text(ANA, WORDS);
    await hotline.escalate();
    await hotline.addVolunteer(EVA, 'Eva');
    await hotline.text(ROSA, 'OFF');
    await hotline.drain();
    await hotline.escalate();
    expect((await hotline.drain()).map((s) => s.slice(0, 12))).toEqual([EVA]);
  });

  test('a late success does not overwrite the error, nor a late error an arrival', async () => {
    await asked();
    await hotline.callback(lastTo(ROSA), 'undelivered', '30003');
    await hotline.callback(lastTo(ROSA), 'delivered');
    await hotline.callback(lastTo(BEN), 'delivered');
    await hotline.callback(lastTo(BEN), 'failed', '30003');
    const states = (await effects()).map((e) => [e.status, e.delivered ?? false]).sort();
    expect(states).toEqual([
      ['FAILED', false],
      ['SENT', true],
    ]);
  });

  test('a callback that is not signed, or names no effect of ours, is refused', async () => {
    await asked();
    const path = lastTo(ROSA).statusCallback.slice('https://hotline.example'.length);
    const form = { MessageStatus: 'failed', To: ROSA };
    expect((await hotline.post(hotline.deliveries, path, form, 'wrong')).status).toBe(403);
    expect((await hotline.post(hotline.deliveries, '/deliveries?effect=nonsense', form)).status).toBe(400);
    expect((await hotline.post(hotline.deliveries, path, { To: ROSA })).status).toBe(400);
    expect((await effects()).map((e) => e.status)).toEqual(['SENT', 'SENT']);
  });
});

describe('nobody urgent is left alone', () => {
  test('who is in danger again after nobody could be found is not told that we look: volunteers are asked anew', async () => {
    await asked();
    hotline.wait(1801);
    await hotline.escalate();
    await hotline.drain();
    expect(await theCase()).toMatchObject({ status: 'UNANSWERED' });
    hotline.wait(8 * 3600);
    expect((await hotline.text(ANA, WORDS))[1]).toContain('urgent-person');
    await hotline.escalate();
    expect((await hotline.drain()).map((s) => s.slice(0, 12)).sort()).toEqual([ROSA, BEN]);
  });

  test('a case that is passed late asks the others again, though they were asked before, and not who passed it', async () => {
    await claimed();
    hotline.wait(3000);
    await hotline.text(ROSA, 'PASS');
    await hotline.escalate();
    const sent = await hotline.drain();
    expect(sent.filter((s) => s.includes('v-alert')).map((s) => s.slice(0, 12))).toEqual([BEN]);
    expect(sent.join()).not.toContain('no-volunteer');
    expect((await hotline.text(BEN, await code()))[0]).toContain('v-claimed');
  });

  test('words written just before DONE still arrive', async () => {
    await claimed();
    await hotline.text(ROSA, 'Llame al abogado manana');
    await hotline.text(ROSA, 'DONE');
    expect((await hotline.drain()).join()).toContain('Llame al abogado manana');
  });

  test('when no alert arrives and nobody is left to ask, she hears it at once', async () => {
    await asked();
    for (const number of [ROSA, BEN]) {
      const alert = hotline.sent.findLast((m) => m.to === number);
      if (alert) await hotline.callback(alert, 'undelivered', '30003');
      await hotline.escalate();
    }
    expect(await hotline.drain()).toEqual([`${ANA}: still-looking es`]);
  });

  test('HELP in a conversation is for the volunteer', async () => {
    await claimed();
    expect(await hotline.text(ANA, 'HELP', { OptOutType: 'HELP' })).toEqual([]);
    expect(await hotline.drain()).toEqual([`${ROSA}: v-relay es HELP`]);
  });

  test('a volunteer who holds no case any more is in the way of nothing: the case still ends', async () => {
    await claimed();
    const holder = (await items(hotline.db)).find((i) => i.holds !== undefined);
    const { holds: _holds, ...rest } = holder ?? {};
    await hotline.db.client.send(new PutItemCommand({ TableName: hotline.db.table, Item: marshall(rest) }));
    hotline.wait(3 * 3600);
    await hotline.escalate();
    expect(await theCase()).toMatchObject({ status: 'CLOSED', outcome: 'idle' });
  });
});

test('whom the carrier calls opted out shrinks to that fact', async () => {
  await hotline.text(ANA, 'what is a warrant');
  const form = { MessageStatus: 'failed', To: ANA, ErrorCode: '21610' };
  await hotline.post(hotline.deliveries, '/deliveries', form);
  const person = (await items(hotline.db)).find((i) => i.optedOut === true);
  expect(Object.keys(person ?? {}).sort()).toEqual(['optedOut', 'pk', 'role', 'sk', 'version']);
});

test('a volunteer who opts out while holding a case gives it back, and the texter is told', async () => {
  await claimed();
  await hotline.text(ROSA, 'STOP', { OptOutType: 'STOP' });
  expect(await theCase()).toMatchObject({ status: 'WAITING' });
  expect(await hotline.drain()).toEqual([`${ANA}: case-released es`]);
  await hotline.escalate();
  // Ben was asked before; there is nobody new, and she hears that honestly.
  expect((await hotline.drain()).join()).not.toContain(ROSA);
});

test('a code that is taken is not given twice', async () => {
  const numbers = Array.from({ length: 40 }, (_, i) => `+131255502${String(i).padStart(2, '0')}`);
  for (const number of numbers) await hotline.text(number, 'ICE is at my door right now');
  const codes = (await items(hotline.db)).filter((i) => i.sk === 'CASE').map((i) => i.code);
  expect(new Set(codes).size).toBe(numbers.length);
});
