import { beforeEach, describe, expect, test } from 'vitest';
import { makeLiveBook } from '../../lambda/platform/table/books';
import { readDraft } from '../../lambda/platform/table/replies';
import { seedStarterBook } from '../../lambda/platform/table/seeding';
import { someBook, someTopic } from '../platform/books-fixtures';
import { ANA, addPerson, cookieFor, hiddenFields, openConsole, type TestConsole } from './harness';

/** From the list to the words on the phones. */

const EDIT = '/console/replies/home-door/en';
const PUBLISH = '/console/replies/home-door/publish';
const BO = 'bo@example.org';

let hotline: TestConsole;
let ana: string;
let bo: string;
beforeEach(async () => {
  hotline = await openConsole();
  await addPerson(hotline.db, ANA, ['editor']);
  await addPerson(hotline.db, BO, ['editor']);
  [ana, bo] = [await cookieFor(), await cookieFor({ email: BO })];
});

const pageOf = async (path: string, cookie = ana) => (await hotline.get(path, cookie)).text();

/** Opens the form, as a person does, so that it carries what they saw. */
const openForm = async (cookie = ana, path = EDIT) => hiddenFields(await pageOf(path, cookie));
const words = (text: string) => ({ title: 'About doors', text, urgent: '', more: '' });

async function save(
  text: string,
  { cookie = ana, path = EDIT, form }: { cookie?: string; path?: string; form?: Record<string, string> } = {},
) {
  return hotline.post(path, { ...(form ?? (await openForm(cookie, path))), ...words(text) }, { cookie });
}

async function publish(cookie = ana) {
  return hotline.post(PUBLISH, hiddenFields(await pageOf(PUBLISH, cookie)), { cookie });
}

const liveText = async () => {
  const { book } = await makeLiveBook(hotline.db, someBook).current();
  return book.topics.find(({ id }) => id === 'home-door')?.replies.en.text;
};

describe('the list', () => {
  test('shows every reply with its languages, review and version', async () => {
    const html = await pageOf('/console');
    for (const shown of [
      'About knocking doors',
      'home-door · version 1',
      'English 1 seg.',
      'Spanish 1 seg.',
      'Not signed',
    ]) {
      expect(html).toContain(shown);
    }
    expect(html).toContain('3 replies, no drafts');
  });

  test('shows which replies have a draft and who wrote it', async () => {
    await save('Keep the door closed.');
    const html = await pageOf('/console');
    expect(html).toContain('3 replies, 1 with a draft');
    expect(html).toContain(`Draft by ${ANA}`);
  });

  test('finds by words of a reply, and says when a search finds nothing', async () => {
    expect(await pageOf('/console?search=FACTORY')).toContain('1 reply with “FACTORY”');
    expect(await pageOf('/console?search=zebra')).toContain('0 replies with “zebra”');
  });

  test('shows what a release brought, also a topic that is new', async () => {
    await seedStarterBook(
      hotline.db,
      someBook({ topics: [...someBook().topics, someTopic('transit', 'bus stations')] }),
      new Date(),
    );
    const html = await pageOf('/console');
    expect(html).toContain('transit · not published yet');
    expect(html).toContain('Draft by a new release of the hotline');
  });
});

describe('an edit', () => {
  test('is kept as a draft and changes nothing for texters', async () => {
    const answer = await save('Keep the door closed.');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${EDIT}?done=saved`);
    expect(await pageOf(EDIT)).toContain('Keep the door closed.');
    expect(await liveText()).toBe('What is right about knocking doors.');
  });

  test('of one language leaves the others as they are', async () => {
    await save('Mantenga la puerta cerrada.', { path: '/console/replies/home-door/es' });
    const draft = await readDraft(hotline.db, 'home-door');
    expect(draft?.topic.replies.es?.text).toBe('Mantenga la puerta cerrada.');
    expect(draft?.topic.replies.en).toEqual(someBook().topics[0]?.replies.en);
  });

  test('takes away the signature that was for other words; a tick signs the new ones today', async () => {
    const signed = someTopic('home-door', 'knocking doors', { reviewed: true, reviewedOn: '2026-05-20' });
    hotline = await openConsole({ book: someBook({ topics: [signed] }) });
    await addPerson(hotline.db, ANA, ['editor']);
    await save('Changed words.');
    expect((await readDraft(hotline.db, 'home-door'))?.topic).toMatchObject({
      reviewed: false,
      reviewedOn: '2026-05-20',
    });
    await hotline.post(EDIT, { ...(await openForm()), ...words('Changed words.'), checked: 'yes' }, { cookie: ana });
    expect((await readDraft(hotline.db, 'home-door'))?.topic).toMatchObject({
      reviewed: true,
      reviewedOn: '2026-06-02',
    });
  });

  test('that changes nothing makes no draft', async () => {
    const live = someBook().topics[0]!;
    const form = { title: live.title.en, text: live.replies.en.text, urgent: '', more: live.replies.en.more ?? '' };
    const answer = await hotline.post(EDIT, { ...(await openForm()), ...form }, { cookie: ana });
    expect(answer.headers.get('location')).toBe(`${EDIT}?done=same`);
    expect(await readDraft(hotline.db, 'home-door')).toBeUndefined();
  });

  test.each([
    ['without words', { text: ' \r\n ' }, 'Write the reply'],
    ['over the carrier’s limit', { text: 'x'.repeat(1_601) }, 'At most 1600 characters; this has 1601.'],
    ['with a menu line that is too long', { title: 'y'.repeat(41) }, 'At most 40 characters; this has 41.'],
  ])('%s is given back with everything that was typed', async (_, change, says) => {
    const typed = { ...words('My long careful words.'), more: 'And more of them.', ...change };
    const answer = await hotline.post(EDIT, { ...(await openForm()), ...typed }, { cookie: ana });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(says);
    expect(html).toContain('And more of them.');
    if (typed.text.trim()) expect(html).toContain(typed.text);
    expect(await readDraft(hotline.db, 'home-door')).toBeUndefined();
  });

  test('keeps what people write in any script, and drops what no phone shows', async () => {
    await save('Línea uno.\r\nLínea «dos» 门 🚪\u0000\u0007 end');
    expect((await readDraft(hotline.db, 'home-door'))?.topic.replies.en.text).toBe('Línea uno.\nLínea «dos» 门 🚪 end');
  });

  test.each([{}, { draft: 'x', version: '1' }, { draft: '-1', version: '1' }, { draft: '0.5', version: '1' }])(
    'with a form that no page of ours sends (%o) is refused',
    async (form) => {
      expect(
        (await hotline.post(EDIT, { ...words('a'), ...form } as Record<string, string>, { cookie: ana })).status,
      ).toBe(400);
    },
  );
});

describe('two editors of one reply', () => {
  test('the second sees both versions, loses nothing, and decides', async () => {
    const form = await openForm(bo);
    await save('Ana’s words.');
    const answer = await save('Bo’s words.', { cookie: bo, form });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('Bo’s words.');
    expect(html).toContain('Ana’s words.');
    expect(html).toContain(`${ANA} saved this reply`);
    expect((await readDraft(hotline.db, 'home-door'))?.topic.replies.en.text).toBe('Ana’s words.');
    expect((await save('Both’s words.', { cookie: bo, form: hiddenFields(html) })).status).toBe(303);
    expect((await readDraft(hotline.db, 'home-door'))?.topic.replies.en.text).toBe('Both’s words.');
  });

  test('the second is told also when the first has already published', async () => {
    const form = await openForm(bo);
    await save('Ana’s words.');
    await publish();
    const answer = await save('Bo’s words.', { cookie: bo, form });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Ana’s words.');
  });

  test('a summary that is no longer true publishes nothing', async () => {
    await save('Ana’s words.');
    const summary = hiddenFields(await pageOf(PUBLISH));
    await save('Bo’s words.', { cookie: bo });
    const answer = await hotline.post(PUBLISH, summary, { cookie: ana });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Look again');
    expect(await liveText()).toBe('What is right about knocking doors.');
  });

  test('a draft that somebody changed is not discarded by the other', async () => {
    await save('Ana’s words.');
    const { draft } = hiddenFields(await pageOf(EDIT));
    await save('Bo’s words.', { cookie: bo });
    const answer = await hotline.post('/console/replies/home-door/discard', { draft: draft ?? '' }, { cookie: ana });
    expect(answer.headers.get('location')).toContain('done=kept');
    expect((await readDraft(hotline.db, 'home-door'))?.topic.replies.en.text).toBe('Bo’s words.');
  });
});

describe('publishing', () => {
  test('gives the next text the new words, and ends the draft', async () => {
    await save('Keep the door closed.');
    const answer = await publish();
    expect(answer.status).toBe(303);
    expect(await liveText()).toBe('Keep the door closed.');
    const html = await pageOf(answer.headers.get('location') ?? '');
    expect(html).toContain('Published.');
    expect(html).toContain('Version 2 is live');
  });

  test('shows first what changes, word by word, with the segments before and after', async () => {
    await save('What is wrong about knocking doors.');
    const html = await pageOf(PUBLISH);
    expect(html).toContain('What is <del>right </del><ins>wrong </ins>about knocking doors.');
    expect(html).toContain('Segments: 1 before, 1 after');
    expect(html).toContain('English: reply');
  });

  test.each([
    ['is too long', `Long. ${'Keep the door closed. '.repeat(20)}`, 'at most 2'],
    ['names a number that nobody has confirmed', 'Call 312-555-0199 now.', '312-555-0199'],
  ])(
    'of a reply that %s is blocked with the reason, also when the form is sent all the same',
    async (_, text, reason) => {
      await save(text);
      const html = await pageOf(PUBLISH);
      expect(html).toContain('This cannot be published yet');
      expect(html).toContain(reason);
      expect(html).not.toContain('name="replaces"');
      const answer = await hotline.post(PUBLISH, { draft: '1', replaces: '1' }, { cookie: ana });
      expect(answer.status).toBe(409);
      expect(await liveText()).toBe('What is right about knocking doors.');
    },
  );

  test('twice by a double click publishes once', async () => {
    await save('Keep the door closed.');
    const form = hiddenFields(await pageOf(PUBLISH));
    const answers = await Promise.all([1, 2].map(() => hotline.post(PUBLISH, form, { cookie: ana })));
    expect(answers.map(({ status }) => status).filter((status) => status === 303).length).toBeGreaterThanOrEqual(1);
    expect(await pageOf(EDIT)).toContain('Version 2 is live');
  });

  test('without a draft leads back to the reply', async () => {
    expect((await hotline.get(PUBLISH, ana)).headers.get('location')).toBe(EDIT);
    expect(
      (await hotline.post(PUBLISH, { draft: '1', replaces: '1' }, { cookie: ana })).headers.get('location'),
    ).toContain('done=gone');
  });
});

describe('words that are HTML', () => {
  const evil = '<script>alert(1)</script><img src=x onerror="alert(2)">" onfocus="alert(3)';

  test('are shown as words on every page, and run on none', async () => {
    await hotline.post(
      EDIT,
      { ...(await openForm()), ...words(evil), title: '</title><script>alert(4)</script>' },
      { cookie: ana },
    );
    const fragment = await hotline.post(
      '/console/segments',
      { field: 'text', language: 'en', text: evil },
      { cookie: ana },
    );
    const search = `/console?search=${encodeURIComponent(evil)}`;
    const pages = [
      await pageOf('/console'),
      await pageOf(search),
      await pageOf(EDIT),
      await pageOf(PUBLISH),
      await fragment.text(),
    ];
    for (const html of pages) {
      expect(html).not.toMatch(/<script>|<img|<[^>]*" onfocus=/);
      expect(html).toContain('&lt;script&gt;alert(');
    }
  });

  test('in the address are not shown at all', async () => {
    expect(await pageOf(`${EDIT}?done=${encodeURIComponent('<script>alert(1)</script>')}`)).not.toContain('alert(1)');
    expect(await pageOf(`${EDIT}?done=constructor`)).not.toContain('function');
  });
});

describe('the preview while somebody types', () => {
  const preview = async (fields: Record<string, string>) => {
    const answer = await hotline.post(
      '/console/segments',
      { field: 'text', language: 'en', ...fields },
      { cookie: ana },
    );
    return { status: answer.status, html: await answer.text() };
  };

  test('counts segments as they are sent, and says what is left out', async () => {
    const { html } = await preview({ text: 'Diga “no abro” en español: está bien.', language: 'es' });
    expect(html).toContain('1 of at most 2 segments');
    expect(html).toContain('GSM-7');
    expect(html).toContain('esta bien');
    expect(html).toContain('left out when it is sent');
  });

  test('names the character that makes a text dear and what it costs', async () => {
    const { html } = await preview({ text: `${'Keep the door closed. '.repeat(5)}🚪` });
    expect(html).toContain('“🚪” makes it dear: without, it takes 1 instead of 2.');
  });

  test('says why a text could not be published', async () => {
    expect((await preview({ text: 'Keep the door closed. '.repeat(30) })).html).toContain('class="count over"');
    expect((await preview({ text: 'Call 312-555-0199.' })).html).toContain('<li>');
  });

  test('of a field or language that does not exist is refused', async () => {
    expect((await preview({ text: 'a', language: 'xx' })).status).toBe(400);
    expect((await preview({ text: 'a', field: 'title' })).status).toBe(400);
  });
});

test('no word of a reply and no address of an editor is logged', async () => {
  await save('Keep the door closed.');
  await publish();
  expect(hotline.logged()).toContain('reply published');
  expect(hotline.logged()).not.toMatch(/door closed|example\.org/);
});
