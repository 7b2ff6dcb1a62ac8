import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANA, openWorld, twiml, until, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.carrier.addPhone({ number: ANA, role: 'texter', name: 'Ana' });
});
afterEach(() => world.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${world.origin}${path}`, { headers });
// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of an answer
const json = async (response: Promise<Response>): Promise<any> => (await response).json();
const post = (path: string, body: unknown, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
  fetch(`${world.origin}${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the phones, for scripts', () => {
  test('are listed as JSON, and a browser gets the page', async () => {
    expect(await (await get('/phones')).json()).toEqual([{ number: ANA, role: 'texter', name: 'Ana' }]);
    const page = await get('/phones', { Accept: 'text/html,application/xhtml+xml' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<h1>Phones</h1>');
  });

  test.each([ANA, encodeURIComponent(ANA)])('a text can be sent and read under %s', async (number) => {
    const sent = await post(`/phones/${number}/texts`, { body: 'hola' });
    expect(sent.status).toBe(202);
    expect(await sent.json()).toMatchObject({ sid: expect.stringMatching(/^SM/), direction: 'inbound', body: 'hola' });
    await until(
      () => world.carrier.messagesOf(ANA).at(-1)?.status,
      (status) => status === 'delivered',
    );
    expect(await (await get(`/phones/${number}`)).json()).toEqual([
      expect.objectContaining({
        ...{ direction: 'inbound', body: 'hola', segments: 1, encoding: 'GSM-7', status: 'received', cost: 0.0083 },
        ...{ webhook: 'answered', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
      }),
      expect.objectContaining({ direction: 'outbound-reply', body: 're: hola', segments: 1, status: 'delivered' }),
    ]);
  });

  test('?wait=1 answers with what the hotline said; curl without a type works', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const waited = await post(`/phones/${ANA}/texts?wait=1`, '{"body":"a=b&c"}', form);
    expect(waited.status).toBe(200);
    expect(await waited.json()).toMatchObject({ webhook: 'answered', replies: ['re: a=b&c'] });
    expect(await (await post(`/phones/${ANA}/texts?wait=1`, 'body=hola', form)).json()).toMatchObject({
      replies: ['re: hola'],
    });
  });

  test('a number that no phone has gets one', async () => {
    await post('/phones/whatsapp:+13125550142/texts', { body: 'hi' });
    await post('/phones/24680/texts', { body: 'hi' });
    expect(await (await get('/phones')).json()).toEqual([
      expect.objectContaining({ number: ANA }),
      { number: 'whatsapp:+13125550142', role: 'texter', name: 'WhatsApp 0142' },
      { number: '24680', role: 'texter', name: 'Short code' },
    ]);
  });

  test('a text can be delivered again on purpose', async () => {
    const { sid } = await json(post(`/phones/${ANA}/texts?wait=1`, { body: 'hola' }));
    const again = await post(`/phones/${ANA}/texts/${sid}/redeliver`, '');
    expect(await again.json()).toEqual({ sid, webhook: 'answered', replies: ['re: hola'] });
    expect(world.heardAt('/texts').map(({ params }) => params.MessageSid)).toEqual([sid, sid]);
    expect((await post(`/phones/+13125550150/texts/${sid}/redeliver`, '')).status).toBe(404);
  });

  test('phones can be added and broken', async () => {
    const added = await post('/phones', { number: '+13125550120', name: 'Lucía', role: 'volunteer' });
    expect(added.status).toBe(201);
    expect(await (await post('/phones/+13125550120/faults', { fault: 'landline' })).json()).toMatchObject({
      fault: 'landline',
    });
    expect((await json(get('/phones')))[1]).toEqual({
      ...{ number: '+13125550120', name: 'Lucía', role: 'volunteer', fault: 'landline' },
    });
    await post('/phones/+13125550120/faults', { fault: null });
    expect((await json(get('/phones')))[1]).not.toHaveProperty('fault');
    expect(Object.keys(await json(get('/phones/faults')))).toContain('rate-limited');
  });

  test('100 KB of text reach the hotline whole', async () => {
    const body = 'ñ'.repeat(50_000);
    expect((await post(`/phones/${ANA}/texts?wait=1`, { body })).status).toBe(200);
    expect(world.heardAt('/texts')[0]?.params.Body).toBe(body);
  });

  test.each([
    ['/phones/3125550101x/texts', { body: 'x' }, 400, /E\.164/],
    [`/phones/${ANA}/texts`, {}, 400, /body: the words/],
    [`/phones/${ANA}/texts`, 'hola', 400, /must be JSON/],
    [`/phones/${ANA}/texts`, { body: 'x', media: ['no url'] }, 400, /media/],
    [`/phones/${ANA}/texts`, { body: 'x'.repeat(600_000) }, 413, /too large/],
    [`/phones/${ANA}/faults`, { fault: 'toString' }, 400, /fault: null, or one/],
    ['/phones/faults', {}, 400, /fault: null, or one/],
    ['/phones', { number: 'Ana' }, 400, /number: E\.164/],
    ['/phones', { number: ANA, role: 'boss' }, 400, /role: texter or volunteer/],
    ['/phones/+13125550101/calls', {}, 404, /no such page/],
  ])('POST %s with %j is refused in one clear line', async (path, body, status, words) => {
    const refused = await post(path, body);
    expect(refused.status).toBe(status);
    expect((await json(Promise.resolve(refused))).error).toMatch(words);
    expect(world.heard).toEqual([]);
  });

  test('a phone that nobody has is not there', async () => {
    expect((await get('/phones/+13125550177')).status).toBe(404);
  });

  test('another site cannot use the phones', async () => {
    const headers = { Origin: 'https://example.org', 'Content-Type': 'text/plain' };
    expect((await post(`/phones/${ANA}/texts`, { body: 'x' }, headers)).status).toBe(403);
    expect(world.carrier.messagesOf(ANA)).toEqual([]);
  });
});

test('the page and its stream show a text as text', async () => {
  await world.close();
  world = await openWorld({ hotline: (c) => twiml(c, '<script>alert(2)</script>') });
  const body = '"><img src=x onerror=alert(1)>';
  await world.carrier.outcomeOf(world.carrier.sendText(ANA, body).sid);
  world.carrier.addPhone({ number: '+13125550120', role: 'volunteer', name: '<b>Lucía</b>' });
  const page = await (await get('/phones', { Accept: 'text/html' })).text();
  const stream = await get('/phones/events', { Accept: 'text/event-stream' });
  const events = await readUntil(stream, (text) => text.split('event: bubble').length > 2);
  for (const html of [page, events]) {
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('&lt;b&gt;Lucía');
    expect(html).not.toMatch(/<img|<script>|<b>/);
  }
});

async function readUntil(response: Response, enough: (text: string) => boolean): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader !== undefined && !enough(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return text;
}
