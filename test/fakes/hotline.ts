import { randomBytes } from 'node:crypto';
import { paginateScan, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { Language } from '../../lambda/hotline/replies/book';
import type { HotlineSettings } from '../../lambda/hotline/settings';
import type { Message, Sent } from '../../lambda/platform/carrier/send';
import { makeDeliveries } from '../../lambda/platform/functions/deliveries';
import { makeEscalator } from '../../lambda/platform/functions/escalator';
import { makeSender } from '../../lambda/platform/functions/sender';
import { makeTexts } from '../../lambda/platform/functions/texts';
import type { Counters, Log } from '../../lambda/platform/log';
import type { LiveBookSource } from '../../lambda/platform/table/books';
import type { Db } from '../../lambda/platform/table/db';
import { addVolunteer } from '../../lambda/platform/table/people';
import { openVault } from '../../lambda/platform/vault/vault';
import { liveBook } from './live-book';
import { settings as defaults } from './values';

export const ORIGIN = 'https://hotline.example';
export const AUTH_TOKEN = 'made up for tests';
const key = () => randomBytes(32).toString('base64');

export const quietLog = (): Log & { lines: string[] } => {
  const lines: string[] = [];
  const write = (message: string, ...rest: unknown[]) => {
    lines.push(JSON.stringify([message, ...rest.map((r) => (r instanceof Error ? [r.name, r.message] : r))]));
  };
  return { lines, info: write, warn: write, error: write };
};

const sqsEvent = (body: unknown, group = 'g'): SQSEvent =>
  ({
    Records: [
      { messageId: 'm', body: JSON.stringify(body), attributes: { MessageGroupId: group }, eventSource: 'aws:sqs' },
    ],
  }) as unknown as SQSEvent;

const repliesIn = (twiml: string): string[] =>
  [...twiml.matchAll(/<Message[^>]*>([^<]*)<\/Message>/g)].map(([, words = '']) =>
    words
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'"),
  );

let sids = 0;
export const newSid = (): string => `SM${(++sids).toString(16).padStart(32, '0')}`;

/** The hotline's functions over one real table, with a clock that the test moves and a carrier that it commands. */
export function testHotline(db: Db, own: Partial<HotlineSettings> = {}) {
  const vault = openVault({ pepper: key(), vaultKey: key() });
  const settings = { ...defaults, ...own };
  const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
  const log = quietLog();
  const counted: string[] = [];
  const metrics: Counters = { count: (name) => counted.push(name), flush: () => {} };
  const sent: (Message & { sid: string })[] = [];
  const carrier: { next: ((message: Message) => Sent | undefined) | undefined } = { next: undefined };
  const books = { current: async () => liveBook, version: async () => liveBook } as unknown as LiveBookSource;
  const parts = { db, vault, settings, books, now: () => clock.now, authToken: AUTH_TOKEN };

  const texts = makeTexts({ texting: async () => parts, origin: ORIGIN, log, metrics });
  const deliveries = makeDeliveries({ delivering: async () => parts, origin: ORIGIN, log, metrics });
  const escalate = makeEscalator({ escalating: async () => parts, log, metrics });
  const send = async (message: Message): Promise<Sent> => {
    const told = carrier.next?.(message);
    if (told && told.outcome !== 'accepted') return told;
    const sid = newSid();
    sent.push({ ...message, sid });
    return told ?? { outcome: 'accepted', messageSid: sid };
  };
  const sender = makeSender({ sending: async () => ({ ...parts, send }), origin: ORIGIN, log, metrics });

  const post = (app: typeof texts, path: string, form: Record<string, string>, signature?: string) =>
    app.request(ORIGIN + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': signature ?? getExpectedTwilioSignature(AUTH_TOKEN, ORIGIN + path, form),
      },
      body: new URLSearchParams(form).toString(),
    });

  return {
    db,
    vault,
    clock,
    log,
    counted,
    sent,
    carrier,
    settings,
    parts,
    texts,
    deliveries,
    post,
    wait: (seconds: number) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
    /** Texts the hotline and gives back what it answers, one string per message. */
    text: async (from: string, body: string, more: Record<string, string> = {}): Promise<string[]> => {
      const form = { MessageSid: newSid(), From: from, To: settings.hotlineNumber, Body: body, NumMedia: '0', ...more };
      const response = await post(texts, '/texts', form);
      if (response.status !== 200) throw new Error(`texts answered ${response.status}`);
      return repliesIn(await response.text());
    },
    /** A status callback for something that was sent. */
    callback: (message: Message, status: string, errorCode?: string) =>
      post(deliveries, message.statusCallback.slice(ORIGIN.length), {
        MessageSid: newSid(),
        MessageStatus: status,
        To: message.to,
        ...(errorCode ? { ErrorCode: errorCode } : {}),
      }),
    addVolunteer: (address: string, name: string, languages: Language[] = ['en', 'es']) =>
      addVolunteer(db, vault, { address, name, languages, onDuty: true }),
    /** Rings the escalator for every open case. */
    escalate: async () => {
      for (const item of await items(db)) {
        if (String(item.pk).startsWith('CASE#') && item.sk === 'CASE' && item.dueAt) {
          await escalate(sqsEvent({ caseId: item.id }));
        }
      }
    },
    /** Rings the sender for every effect that has not ended, oldest first, and gives back what left. */
    drain: async () => {
      const before = sent.length;
      const { Items = [] } = await db.client.send(
        new QueryCommand({
          TableName: db.table,
          IndexName: 'due',
          KeyConditionExpression: 'due = :e',
          ExpressionAttributeValues: { ':e': { S: 'EFFECT' } },
        }),
      );
      const names = Items.map((item) => ({
        personId: (item.pk?.S ?? '').slice('TO#'.length),
        effectId: (item.sk?.S ?? '').slice('EFFECT#'.length),
      }));
      for (const name of names.sort((a, b) => a.effectId.localeCompare(b.effectId))) {
        await sender(sqsEvent(name, name.personId));
      }
      return sent.slice(before).map(({ to, body }) => `${to}: ${body}`);
    },
    send: (name: { personId: string; effectId: string }) => sender(sqsEvent(name, name.personId)),
  };
}

/** Everything in the table, page by page: the reply book alone may fill the first. */
export async function items(db: Db): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan(
    { client: db.client },
    { TableName: db.table, ConsistentRead: true },
  )) {
    all.push(...Items.map((item) => unmarshall(item)));
  }
  return all;
}
