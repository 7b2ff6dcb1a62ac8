import { afterEach, describe, expect, test } from 'vitest';
import { ANA, openWorld, SERVICE, until, type World } from './world';

let world: World;
afterEach(() => world.close());

const BEN = '+13125550112';
const create = (to = ANA, more: object = {}, timeoutMs?: number) =>
  world.client(undefined, timeoutMs).messages.create({
    to,
    messagingServiceSid: SERVICE,
    body: 'hi',
    statusCallback: `${world.origin}/deliveries`,
    ...more,
  });
const statuses = () => world.heardAt('/deliveries').map(({ params }) => [params.MessageStatus, params.ErrorCode]);
const last = (phone = ANA) => world.carrier.messagesOf(phone).at(-1);

describe('faults on demand', () => {
  test.each([
    ['unreachable', '30003'],
    ['landline', '30006'],
  ] as const)('%s: accepted, sent, then undelivered with %s', async (fault, code) => {
    world = await openWorld();
    world.carrier.setFault(ANA, fault);
    const { sid } = await create();
    await until(statuses, (all) => all.length === 3);
    expect(statuses()).toEqual([
      ['queued', undefined],
      ['sent', undefined],
      ['undelivered', code],
    ]);
    expect(await world.client().messages(sid).fetch()).toMatchObject({
      status: 'undelivered',
      errorCode: Number(code),
    });
  });

  test.each([
    ['rate-limited', 429, 20429],
    ['server-error', 503, 20503],
  ] as const)('%s: the API answers %i and accepts nothing', async (fault, status, code) => {
    world = await openWorld();
    world.carrier.setFault('all', fault);
    await expect(create()).rejects.toMatchObject({ status, code });
    expect(last()).toBeUndefined();
    world.carrier.setFault('all', null);
    await expect(create()).resolves.toMatchObject({ status: 'accepted' });
  });

  test('a fault for one phone leaves the others alone, and comes before the fault for all', async () => {
    world = await openWorld();
    world.carrier.setFault(ANA, 'server-error');
    await expect(create(ANA)).rejects.toMatchObject({ status: 503 });
    await expect(create(BEN)).resolves.toMatchObject({ status: 'accepted' });
    world.carrier.setFault('all', 'rate-limited');
    await expect(create(ANA)).rejects.toMatchObject({ status: 503 });
    await expect(create(BEN)).rejects.toMatchObject({ status: 429 });
  });

  test('dropped: the caller sees a broken connection, and yet the message was accepted and arrives', async () => {
    world = await openWorld();
    world.carrier.setFault(ANA, 'dropped');
    await expect(create()).rejects.toThrow(/hang up|ECONNRESET|aborted/);
    await until(
      () => last()?.status,
      (status) => status === 'delivered',
    );
    expect(world.carrier.messagesOf(ANA)).toHaveLength(1);
  });

  test('time-out: no answer and nothing accepted', async () => {
    world = await openWorld();
    world.carrier.setFault(ANA, 'time-out');
    await expect(create(ANA, {}, 200)).rejects.toThrow(/timeout/);
    expect(last()).toBeUndefined();
  });

  test('late: accepted, and answered after the caller gave up', async () => {
    world = await openWorld({ lateMs: 600 });
    world.carrier.setFault(ANA, 'late');
    await expect(create(ANA, {}, 200)).rejects.toThrow(/timeout/);
    await until(
      () => last()?.status,
      (status) => status === 'delivered',
    );
    await expect(create(ANA, {}, 3_000)).resolves.toMatchObject({ to: ANA });
  });

  test('down: nothing gets through in either direction; texts and messages wait', async () => {
    world = await openWorld();
    await create(BEN, { body: 'before' });
    world.carrier.setFault('all', 'down');
    await expect(create()).rejects.toThrow(/hang up|ECONNRESET/);
    const { sid } = world.carrier.sendText(ANA, 'anybody there?');
    expect(await world.carrier.outcomeOf(sid)).toEqual({ sid, webhook: 'waiting', replies: [] });
    expect(world.heardAt('/texts')).toEqual([]);

    world.carrier.setFault('all', null);
    await until(
      () => last(),
      (message) => message?.body === 're: anybody there?' && message.status === 'delivered',
    );
    expect(world.heardAt('/texts').map(({ params }) => params.MessageSid)).toEqual([sid]);
  });

  test('off: a message waits for the phone, unless its validity ends first', async () => {
    world = await openWorld();
    world.carrier.setFault(ANA, 'off');
    const patient = await create();
    const alert = await create(ANA, { validityPeriod: 1 });
    const find = (sid: string) => world.carrier.messagesOf(ANA).find((m) => m.sid === sid);
    await until(
      () => find(alert.sid)?.status,
      (status) => status === 'undelivered',
    );
    expect(find(patient.sid)?.status).toBe('sent');
    world.carrier.setFault(ANA, null);
    await until(
      () => find(patient.sid)?.status,
      (status) => status === 'delivered',
    );
    expect(find(alert.sid)).toMatchObject({ status: 'undelivered', errorCode: 30003 });
  });

  test('twice: the first answer is lost, so the hotline hears the same text again', async () => {
    world = await openWorld();
    world.carrier.setFault(ANA, 'twice');
    const { sid } = world.carrier.sendText(ANA, 'hola');
    expect(await world.carrier.outcomeOf(sid)).toMatchObject({ webhook: 'answered', replies: ['re: hola'] });
    expect(world.heardAt('/texts').map(({ params }) => params.MessageSid)).toEqual([sid, sid]);
    expect(new Set(world.heardAt('/texts').map(({ token }) => token)).size).toBe(1);
    expect(world.carrier.messagesOf(ANA)).toHaveLength(2);
  });
});
