import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCounts } from '../../lambda/platform/functions/counts';
import { makeEffects } from '../../lambda/platform/functions/effects';
import { makeFallback } from '../../lambda/platform/functions/fallback';
import { makeReplay } from '../../lambda/platform/functions/replay';
import { makeSweep } from '../../lambda/platform/functions/sweep';
import { AUTH_TOKEN, items, newSid, ORIGIN, quietLog, testHotline } from '../fakes/hotline';
import { liveBook } from '../fakes/live-book';
import { openTestTable } from '../fakes/table';
import { after, NOW, settings } from '../fakes/values';

const queues = mockClient(SQSClient);
beforeEach(() => {
  queues.reset();
  queues.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
  queues.on(SendMessageCommand).resolves({});
});
afterEach(() => queues.reset());
const client = new SQSClient({ region: 'us-east-1' });
const entries = () => queues.commandCalls(SendMessageBatchCommand).flatMap((c) => c.args[0].input.Entries ?? []);

const record = (
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  item: Record<string, unknown>,
  number = '1',
): DynamoDBRecord =>
  ({
    eventName,
    dynamodb: {
      SequenceNumber: number,
      Keys: marshall({ pk: item.pk, sk: item.sk }),
      ...(eventName === 'REMOVE' ? {} : { NewImage: marshall(item, { removeUndefinedValues: true }) }),
    },
  }) as DynamoDBRecord;

describe('the stream rings', () => {
  const handler = makeEffects({ queues: client, outboxUrl: 'outbox', timersUrl: 'timers', now: () => NOW });
  const ring = (...Records: DynamoDBRecord[]) => handler({ Records } as DynamoDBStreamEvent);

  test('a new effect for the sender: ids only, in its recipient’s group', async () => {
    await ring(record('INSERT', { pk: 'TO#ana', sk: 'EFFECT#01', sealedBody: 'sealed words' }));
    expect(entries()).toEqual([
      {
        Id: '0',
        MessageBody: '{"personId":"ana","effectId":"01"}',
        MessageGroupId: 'ana',
        MessageDeduplicationId: '01-first',
      },
    ]);
  });

  test('a case for the escalator, when its next moment is near; the sweep has the others', async () => {
    await ring(
      record('INSERT', { pk: 'CASE#1', sk: 'CASE', dueAt: NOW.toISOString() }),
      record('MODIFY', { pk: 'CASE#2', sk: 'CASE', dueAt: after(119.5).toISOString() }),
      record('MODIFY', { pk: 'CASE#3', sk: 'CASE', dueAt: after(901).toISOString() }),
    );
    expect(entries().map((e) => [e.MessageBody, e.DelaySeconds])).toEqual([
      ['{"caseId":"1"}', 0],
      ['{"caseId":"2"}', 120],
    ]);
  });

  test('nothing for changes that ask for nothing', async () => {
    await ring(
      record('MODIFY', { pk: 'TO#ana', sk: 'EFFECT#01' }),
      record('REMOVE', { pk: 'TO#ana', sk: 'EFFECT#01' }),
      record('MODIFY', { pk: 'CASE#1', sk: 'CASE' }),
      record('INSERT', { pk: 'PERSON#ana', sk: 'PERSON' }),
    );
    expect(entries()).toEqual([]);
  });

  test('a queue that refuses is reported for the record it refused, so that the stream tries it again', async () => {
    queues
      .on(SendMessageBatchCommand)
      .resolves({ Successful: [], Failed: [{ Id: '0', Code: 'X', SenderFault: false }] });
    const answer = await ring(record('INSERT', { pk: 'TO#ana', sk: 'EFFECT#01' }, '77'));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '77' }]);
  });
});

describe('the sweep', () => {
  test('rings again what is due and nothing else, each time anew', async () => {
    const hotline = testHotline(await openTestTable());
    await hotline.addVolunteer('+13125550111', 'Rosa');
    await hotline.text('+13125550101', 'ICE is at my door right now');
    const sweep = makeSweep({
      db: hotline.db,
      queues: client,
      outboxUrl: 'outbox',
      timersUrl: 'timers',
      log: quietLog(),
      now: () => hotline.clock.now,
    });
    expect(await sweep()).toEqual({ cases: 1, effects: 0 });
    await hotline.escalate();
    expect(await sweep()).toEqual({ cases: 0, effects: 0 });
    hotline.wait(31);
    expect(await sweep()).toEqual({ cases: 0, effects: 1 });
    hotline.wait(1);
    await sweep();
    const rings = entries()
      .filter((e) => e.MessageGroupId)
      .map((e) => e.MessageDeduplicationId);
    expect(new Set(rings).size).toBe(2);
    await hotline.drain();
    hotline.wait(60);
    expect((await sweep()).effects).toBe(0);
  });
});

describe('daily figures', () => {
  const day = (db: Parameters<typeof items>[0]) => items(db).then((all) => all.find((i) => i.sk === 'COUNTS'));
  const person = (version: number, v = version) => ({
    pk: 'PERSON#ana',
    sk: 'PERSON',
    version,
    last: { v, at: NOW.toISOString(), kind: 'answer', language: 'es', urgent: false, topic: 'warrant' },
  });

  test('a batch that is delivered again counts once', async () => {
    const db = await openTestTable();
    const count = makeCounts({ db, now: () => NOW });
    const batch = { Records: [record('INSERT', person(1), '1'), record('MODIFY', person(2), '2')] };
    await count(batch as DynamoDBStreamEvent);
    await count(batch as DynamoDBStreamEvent);
    expect(await day(db)).toMatchObject({
      pk: 'COUNTS#2026-11-24',
      counts: { texts: 2, 'outcome.answer': 2, 'language.es': 2, 'topic.warrant': 2 },
    });
  });

  test('batches at the same time add up', async () => {
    const db = await openTestTable();
    const count = makeCounts({ db, now: () => NOW });
    await Promise.all(
      [1, 2, 3, 4].map((n) => count({ Records: [record('MODIFY', person(n), String(n))] } as DynamoDBStreamEvent)),
    );
    expect((await day(db))?.counts).toMatchObject({ texts: 4 });
  });

  test('a write that no text made counts no text; effects count when they end, cases when they open', async () => {
    const db = await openTestTable();
    const count = makeCounts({ db, now: () => NOW });
    const effect = { pk: 'TO#ana', sk: 'EFFECT#1', kind: 'alert', status: 'SENT', endedAt: NOW.toISOString() };
    await count({
      Records: [
        record('MODIFY', person(5, 4), '1'),
        record('INSERT', { ...effect, status: 'PENDING', endedAt: undefined }, '2'),
        record('MODIFY', effect, '3'),
        record('MODIFY', { ...effect, delivered: true }, '4'),
        record('INSERT', { pk: 'CASE#1', sk: 'CASE', version: 1, openedAt: NOW.toISOString() }, '5'),
        record('MODIFY', { pk: 'CASE#1', sk: 'CASE', version: 2, openedAt: NOW.toISOString() }, '6'),
      ],
    } as DynamoDBStreamEvent);
    expect((await day(db))?.counts).toEqual({ 'effects.alert.sent': 1, cases: 1 });
  });
});

describe('when the texts function does not answer', () => {
  const FORM = {
    MessageSid: newSid(),
    From: '+13125550101',
    To: '+13125550100',
    Body: 'la migra esta aqui',
    NumMedia: '0',
  };
  const log = quietLog();
  const counted: string[] = [];
  const fallback = makeFallback({
    queues: client,
    spoolUrl: 'spool',
    book: liveBook.book,
    settings,
    log,
    metrics: { count: (name) => counted.push(name), flush: () => {} },
    now: () => NOW,
  });
  const ask = (form: Record<string, string>) =>
    fallback.request(`${ORIGIN}/fallback`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': 'as it came' },
      body: new URLSearchParams(form).toString(),
    });

  test('approved words in the texter’s language, and the text is kept as it came', async () => {
    const response = await ask(FORM);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('fallback es');
    const [kept] = queues.commandCalls(SendMessageCommand);
    expect(JSON.parse(kept?.args[0].input.MessageBody ?? '')).toMatchObject({
      signature: 'as it came',
      path: '/fallback',
    });
    expect(counted).toContain('FallbackTexts');
    expect(log.lines.join()).not.toMatch(/migra|5550101/);
  });

  test('words even when the text cannot be kept; silence to whoever says STOP', async () => {
    queues.on(SendMessageCommand).rejects(new Error('down'));
    expect(await (await ask(FORM)).text()).toContain('fallback es');
    expect(await (await ask({ ...FORM, Body: 'STOP' })).text()).not.toContain('<Message');
  });
});

describe('replay of what the fallback kept', () => {
  const setUp = async () => {
    const hotline = testHotline(await openTestTable());
    const log = quietLog();
    const replay = makeReplay({ texting: async () => hotline.parts, origin: ORIGIN, log });
    const { getExpectedTwilioSignature } = await import('twilio/lib/webhooks/webhooks.js');
    const keep = (
      form: Record<string, string>,
      signature = getExpectedTwilioSignature(AUTH_TOKEN, `${ORIGIN}/fallback`, form),
    ) => {
      const body = JSON.stringify({
        params: new URLSearchParams(form).toString(),
        signature,
        path: '/fallback',
        receivedAt: NOW.toISOString(),
      });
      return replay({ Records: [{ messageId: '1', body, eventSource: 'aws:sqs' }] } as never);
    };
    return { hotline, keep, log };
  };
  const form = (Body: string) => ({
    MessageSid: newSid(),
    From: '+13125550101',
    To: '+13125550100',
    Body,
    NumMedia: '0',
  });

  test('a text that nobody decided is decided late: its answer leaves by the outbox, with an apology', async () => {
    const { hotline, keep } = await setUp();
    await keep(form('what is a warrant'));
    expect(await hotline.drain()).toEqual([
      '+13125550101: late',
      '+13125550101: warrant text',
      '+13125550101: first-contact Test Hotline 855-435-7693',
    ]);
  });

  test('an urgent one opens its case, late as it is', async () => {
    const { hotline, keep } = await setUp();
    await keep(form('ICE is at my door right now'));
    expect((await items(hotline.db)).some((i) => i.sk === 'CASE')).toBe(true);
  });

  test('twice in the queue is handled once', async () => {
    const { hotline, keep } = await setUp();
    const kept = form('what is a warrant');
    await keep(kept);
    await keep(kept);
    expect(await hotline.drain()).toHaveLength(3);
  });

  test('what was decided but never delivered is sent, once', async () => {
    const { hotline, keep } = await setUp();
    const kept = form('what is a warrant');
    await hotline.post(hotline.texts, '/texts', kept);
    await keep(kept);
    await keep(kept);
    expect(await hotline.drain()).toEqual([
      '+13125550101: warrant text',
      '+13125550101: first-contact Test Hotline 855-435-7693',
    ]);
  });

  test('what the carrier did not sign is believed by nobody', async () => {
    const { hotline, keep, log } = await setUp();
    await keep(form('what is a warrant'), 'forged');
    expect(await items(hotline.db)).toEqual([]);
    expect(log.lines.join()).toContain('not signed');
  });
});
