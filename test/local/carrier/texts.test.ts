import { afterEach, describe, expect, test } from 'vitest';
import { ANA, echo, HOTLINE, openWorld, SERVICE, twiml, until, type World } from './world';

let world: World;
afterEach(() => world.close());

const bodies = () => world.carrier.messagesOf(ANA).map(({ body }) => body);
const say = async (body: string, media?: string[]) => {
  const { sid } = world.carrier.sendText(ANA, body, media);
  return world.carrier.outcomeOf(sid);
};

describe('a text from a phone', () => {
  test('reaches the hotline as Twilio would send it, with a signature that the twilio package accepts', async () => {
    world = await openWorld();
    const { sid } = await say('¿Puedo quedarme callada?');
    expect(world.heardAt('/texts')).toEqual([
      {
        path: '/texts',
        valid: true,
        token: expect.stringMatching(/^[0-9a-f-]{36}$/),
        params: expect.objectContaining({
          ...{ MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, From: ANA, To: HOTLINE, SmsStatus: 'received' },
          ...{ Body: '¿Puedo quedarme callada?', NumMedia: '0', NumSegments: '1', MessagingServiceSid: SERVICE },
          ...{ FromCountry: 'US', ApiVersion: '2010-04-01' },
        }),
      },
    ]);
    expect(sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(world.heard[0]?.params).not.toHaveProperty('OptOutType');
  });

  test('is answered by one message for each <Message>, in order, with status callbacks for each', async () => {
    world = await openWorld({
      hotline: (c, { path }) => (path === '/texts' ? twiml(c, 'first', 'second') : c.body(null, 204)),
    });
    await say('hola');
    await until(
      () => world.carrier.messagesOf(ANA),
      (all) => all.filter((m) => m.status === 'delivered').length === 2,
    );
    expect(bodies()).toEqual(['hola', 'first', 'second']);
    const callbacks = await until(
      () => world.heardAt('/deliveries'),
      (all) => all.length === 6,
    );
    const first = world.carrier.messagesOf(ANA)[1];
    const ofFirst = callbacks.filter(({ params }) => params.MessageSid === first?.sid);
    expect(ofFirst.map(({ params }) => params.MessageStatus)).toEqual(['queued', 'sent', 'delivered']);
    expect(callbacks.every(({ valid }) => valid)).toBe(true);
    expect(ofFirst[0]?.params).toMatchObject({ To: ANA, From: HOTLINE, SmsStatus: 'queued', SmsSid: first?.sid });
  });

  test('carries its pictures', async () => {
    world = await openWorld();
    await say('', ['https://example.org/a.jpg', 'https://example.org/b.jpg']);
    expect(world.heard[0]?.params).toMatchObject({
      ...{ NumMedia: '2', MediaUrl1: 'https://example.org/b.jpg', MediaContentType0: 'image/jpeg', Body: '' },
      MessageSid: expect.stringMatching(/^MM/),
    });
  });

  test('comes from a WhatsApp address or a short code too; nobody can answer a short code', async () => {
    world = await openWorld();
    const whatsapp = `whatsapp:${ANA}`;
    const { sid } = world.carrier.sendText(whatsapp, 'hi');
    await world.carrier.outcomeOf(sid);
    expect(world.heard[0]?.params).toMatchObject({ From: whatsapp, To: `whatsapp:${HOTLINE}`, WaId: '13125550101' });

    await world.carrier.outcomeOf(world.carrier.sendText('24680', 'your code is 1').sid);
    expect(world.carrier.messagesOf('24680')[1]).toMatchObject({ status: 'failed', errorCode: 21265 });
  });

  test('is delivered again with the same id when asked, and the answer reaches the phone again', async () => {
    world = await openWorld();
    const { sid } = await say('hola');
    expect(await world.carrier.redeliver(sid)).toEqual({ sid, webhook: 'answered', replies: ['re: hola'] });
    expect(world.heardAt('/texts').map(({ params }) => params.MessageSid)).toEqual([sid, sid]);
    expect(bodies()).toEqual(['hola', 're: hola', 're: hola']);
  });
});

describe('a hotline in trouble', () => {
  test('is asked again with the same idempotency token, and the phone gets one answer', async () => {
    world = await openWorld({
      hotline: (c, heard, attempt) => (heard.path === '/texts' && attempt < 3 ? c.body(null, 500) : echo(c, heard, 1)),
    });
    expect(await say('hola')).toMatchObject({ webhook: 'answered', replies: ['re: hola'] });
    const tokens = world.heardAt('/texts').map(({ token }) => token);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens).size).toBe(1);
    expect(bodies()).toEqual(['hola', 're: hola']);
  });

  test('is asked at the fallback after two retries, with the error and the same text', async () => {
    world = await openWorld({
      hotline: (c, { path }) => (path === '/texts' ? c.body(null, 503) : twiml(c, 'static right')),
    });
    const { sid, webhook } = await say('hola');
    expect(webhook).toBe('fallback');
    expect(world.heardAt('/texts')).toHaveLength(3);
    expect(world.heardAt('/fallback')).toMatchObject([
      {
        valid: true,
        params: { MessageSid: sid, Body: 'hola', ErrorCode: '11200', ErrorUrl: `${world.origin}/texts` },
      },
    ]);
    expect(bodies()).toEqual(['hola', 'static right']);
  });

  test('that hangs is not waited for beyond the read time-out', async () => {
    world = await openWorld({
      connection: '#rt=100&tt=1000&rc=1&rp=all',
      hotline: async (c, { path }) => {
        if (path === '/texts') await new Promise((resolve) => setTimeout(resolve, 400));
        return twiml(c, path);
      },
    });
    expect(await say('hola')).toMatchObject({ webhook: 'fallback', replies: ['/fallback'] });
    expect(world.heardAt('/fallback')[0]?.params.ErrorCode).toBe('11205');
  });

  test('that answers what is no TwiML is asked at the fallback (12100, 12300)', async () => {
    const answers = [
      ['<Response><Message>half', 'text/xml', '12100'],
      ['{"reply":"hola"}', 'application/json', '12300'],
    ] as const;
    for (const [body, type, code] of answers) {
      world = await openWorld({
        hotline: (c, { path }) =>
          path === '/texts' ? c.body(body, 200, { 'Content-Type': type }) : twiml(c, 'static right'),
      });
      expect((await say('hola')).webhook).toBe('fallback');
      expect(world.heardAt('/fallback')[0]?.params.ErrorCode).toBe(code);
      await world.close();
    }
  });

  test('that answers nowhere loses no text: it stands there as unanswered', async () => {
    world = await openWorld({ hotline: (c) => c.body(null, 500) });
    expect((await say('hola')).webhook).toBe('failed');
    expect(world.carrier.messagesOf(ANA)).toMatchObject([{ body: 'hola', webhook: 'failed' }]);
  });

  test('gets a status callback again until it takes it', async () => {
    world = await openWorld({
      hotline: (c, heard, attempt) =>
        heard.path === '/deliveries' && attempt === 1 ? c.body(null, 500) : echo(c, heard, attempt),
    });
    await say('hola');
    const callbacks = await until(
      () => world.heardAt('/deliveries'),
      (all) => all.length === 4,
    );
    expect(callbacks.map(({ params }) => params.MessageStatus)).toEqual(['queued', 'queued', 'sent', 'delivered']);
  });
});

describe('opting out', () => {
  test('STOP is answered by the carrier; the hotline hears of it and can send nothing more', async () => {
    world = await openWorld();
    await say(' stop ');
    expect(world.heardAt('/texts')[0]?.params).toMatchObject({ OptOutType: 'STOP', Body: ' stop ' });
    await until(
      () => world.carrier.messagesOf(ANA)[1]?.status,
      (status) => status === 'delivered',
    );
    expect(world.carrier.messagesOf(ANA)).toMatchObject([
      { direction: 'inbound', optOutType: 'STOP' },
      { byCarrier: true, status: 'delivered' },
      { body: 're:  stop', status: 'failed', errorCode: 21610 },
    ]);
    const [failed] = await until(
      () => world.heardAt('/deliveries'),
      (all) => all.length > 0,
    );
    expect(failed?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: '21610' });
    const sent = world.client().messages.create({ to: ANA, messagingServiceSid: SERVICE, body: 'are you safe?' });
    await expect(sent).rejects.toMatchObject({ status: 400, code: 21610 });
  });

  test('START brings the phone back', async () => {
    world = await openWorld();
    await say('ALTO');
    await say('start');
    expect(world.heardAt('/texts').map(({ params }) => params.OptOutType)).toEqual(['STOP', 'START']);
    await world.client().messages.create({ to: ANA, messagingServiceSid: SERVICE, body: 'welcome' });
    await until(
      () => world.carrier.messagesOf(ANA).at(-1),
      (last) => last?.status === 'delivered',
    );
  });

  test.each(['stop, ICE is here', 'no pare', 'please stop', 'cancelar mi cita', 'stop.'])(
    '"%s" is no opt-out word',
    async (body) => {
      world = await openWorld();
      await say(body);
      expect(world.heard[0]?.params).not.toHaveProperty('OptOutType');
      expect(bodies()).toEqual([body, `re: ${body}`]);
    },
  );

  test('HELP in Spanish is answered in Spanish, and the hotline may add to it', async () => {
    world = await openWorld();
    await say('AYUDA');
    expect(world.heard[0]?.params.OptOutType).toBe('HELP');
    expect(bodies()).toEqual(['AYUDA', expect.stringContaining('URGENTE'), 're: AYUDA']);
  });
});
