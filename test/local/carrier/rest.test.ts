import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANA, HOTLINE, openWorld, SERVICE, until, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const create = (fields: object) =>
  world.client().messages.create({ to: ANA, messagingServiceSid: SERVICE, body: 'hello', ...fields });

const delivered = (sid: string) =>
  until(
    () => world.carrier.messagesOf(ANA).find((m) => m.sid === sid),
    (m) => m?.status === 'delivered',
  );

describe('the REST API, as the twilio client sees it', () => {
  test('a message through the Messaging Service is accepted, then delivered, with callbacks', async () => {
    const made = await create({ statusCallback: `${world.origin}/deliveries?effect=E1` });
    expect(made).toMatchObject({
      ...{ status: 'accepted', numSegments: '0', from: null, to: ANA, body: 'hello', errorCode: null },
      ...{ direction: 'outbound-api', messagingServiceSid: SERVICE, priceUnit: 'USD', apiVersion: '2010-04-01' },
    });
    expect(made.dateCreated).toBeInstanceOf(Date);
    await delivered(made.sid);
    expect(await world.client().messages(made.sid).fetch()).toMatchObject({
      ...{ status: 'delivered', numSegments: '1', from: HOTLINE, price: '-0.00830' },
      dateSent: expect.any(Date),
    });
    const own = () => world.heardAt('/deliveries').filter(({ params }) => params.MessageSid === made.sid);
    await until(own, (all) => all.length === 3);
    expect(own().map(({ params }) => params.MessageStatus)).toEqual(['queued', 'sent', 'delivered']);
  });

  test('a message from the number itself is queued and counted at once', async () => {
    const made = await create({ messagingServiceSid: undefined, from: HOTLINE, body: 'ñ'.repeat(71) });
    expect(made).toMatchObject({ status: 'queued', numSegments: '1', from: HOTLINE, messagingServiceSid: null });
    expect((await create({ messagingServiceSid: undefined, from: HOTLINE, body: 'é…'.repeat(36) })).numSegments).toBe(
      '2',
    );
  });

  test('messages can be listed, redacted and removed; the phone keeps what it got', async () => {
    const made = await create({ body: 'a word to forget' });
    await delivered(made.sid);
    const listed = await world.client().messages.list({ to: ANA, limit: 20 });
    expect(listed.map(({ sid }) => sid)).toContain(made.sid);
    expect((await world.client().messages(made.sid).update({ body: '' })).body).toBe('');
    expect(await world.client().messages(made.sid).remove()).toBe(true);
    await expect(world.client().messages(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(world.carrier.messagesOf(ANA).map(({ body }) => body)).toContain('a word to forget');
  });

  test.each([
    ['no To', { to: '' }, 21604],
    ['an invalid To', { to: '555' + '0101x' }, 21211],
    ['a short code', { to: '24680' }, 21265],
    ['itself', { to: HOTLINE }, 21266],
    ['no sender', { messagingServiceSid: undefined }, 21603],
    ['a foreign sender', { messagingServiceSid: undefined, from: '+13125550155' }, 21606],
    ['an unknown service', { messagingServiceSid: `MG${'1'.repeat(32)}` }, 21701],
    ['no body', { body: '' }, 21602],
    ['1,601 characters', { body: 'x'.repeat(1_601) }, 21617],
    ['a callback that is no URL', { statusCallback: 'deliveries' }, 21609],
    ['a validity of 0 seconds', { validityPeriod: 0 }, 20001],
  ])('refuses a message with %s', async (_, fields, code) => {
    const before = world.carrier.messagesOf(ANA).length;
    const refused = await create(fields).then(
      () => undefined,
      (err) => err,
    );
    expect(refused).toMatchObject({ status: 400, code, moreInfo: `https://www.twilio.com/docs/errors/${code}` });
    expect(world.carrier.messagesOf(ANA)).toHaveLength(before);
  });

  test('1,600 characters are accepted', async () => {
    await expect(create({ body: 'x'.repeat(1_600) })).resolves.toMatchObject({ status: 'accepted' });
  });

  test('a wrong token is refused with 20003, an unknown path with 20404', async () => {
    await expect(world.client('another-token').messages.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    await expect(world.client().calls.list()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});
