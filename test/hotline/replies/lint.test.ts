import { describe, expect, test } from 'vitest';
import type { ReplyBook } from '../../../lambda/hotline/replies/book';
import { lintBook } from '../../../lambda/hotline/replies/lint';
import { bookSaying, bookWith, someBook, someTopic } from './book-of';

/** Rules broken, with where. */
const broken = (book: ReplyBook, today?: string) =>
  lintBook(book, { today })
    .filter((finding) => finding.rule !== 'examples' || finding.severity === 'error')
    .map((finding) => `${finding.rule} ${finding.path.join('.')}`);

test('the book that these tests break has no finding', () => {
  expect(lintBook(bookWith({}), { today: '2026-11-25' })).toEqual([]);
});

describe('length', () => {
  test('a reply takes two segments as it is sent, without its accents', () => {
    expect(broken(bookSaying('á'.repeat(306), 'es'))).toEqual([]);
    expect(broken(bookSaying('á'.repeat(307), 'es'))).toEqual(['too-long topics.home-door.replies.es.text']);
  });

  test('one emoji makes a Spanish or English text too long at once, and the finding names it', () => {
    const [finding] = lintBook(bookSaying(`${'a'.repeat(140)}🚨`));
    expect(finding?.message).toBe('takes 3 segments (142 units) because of 🚨: at most 2, so shorten it');
  });

  test('languages that GSM-7 cannot spell have three segments', () => {
    const chinese = (length: number) =>
      bookWith({ replies: { ...someTopic.replies, zh: { text: '一'.repeat(length) } } });
    expect(broken(chinese(201))).toEqual([]);
    expect(broken(chinese(202))).toEqual(['too-long topics.home-door.replies.zh.text']);
  });

  test('an urgent reply stays under 300 characters', () => {
    const urgent = (length: number) =>
      bookWith({ replies: { ...someTopic.replies, en: { text: 'Hi', urgent: 'a'.repeat(length) } } });
    expect(broken(urgent(299))).toEqual([]);
    expect(broken(urgent(300))).toEqual(['too-long topics.home-door.replies.en.urgent']);
  });

  test('a title fits a menu line', () => {
    expect(broken(bookWith({ title: { en: 'a'.repeat(41), es: 'b' } }))).toContain(
      'too-long topics.home-door.title.en',
    );
  });

  test('a message is measured with what it will be filled with', () => {
    const messages = { ...someBook.messages, help: { en: `${'a'.repeat(295)} {voiceLine}`, es: 'corto' } };
    expect(broken({ ...someBook, messages })).toEqual(['too-long messages.help.en']);
  });
});

describe('placeholders', () => {
  test('a reply has none, a message only those that are filled', () => {
    expect(broken(bookSaying('Call {voiceLine}'))).toEqual(['placeholder topics.home-door.replies.en.text']);
    const messages = { ...someBook.messages, help: { en: 'Call {phone}', es: 'Llame al {voiceLine}' } };
    expect(broken({ ...someBook, messages })).toEqual(['placeholder messages.help.en']);
  });

  test('a brace without its partner is found', () => {
    expect(broken(bookSaying('Call {now'))).toEqual(['placeholder topics.home-door.replies.en.text']);
  });

  test('a list without its lines is refused', () => {
    const messages = { ...someBook.messages, menu: { en: 'Choose', es: 'Escoja {choices}' } };
    expect(broken({ ...someBook, messages })).toEqual(['placeholder messages.menu.en']);
  });
});

describe('phone numbers', () => {
  test.each(['Call 911.', 'Call 312-555-0101 now', 'Call (312) 555-0101', 'Call +1 312 555 0101'])(
    '%j is in the table',
    (text) => {
      expect(broken(bookSaying(text))).toEqual([]);
    },
  );

  test.each(['Call 312-555-0199', 'Call 3125550199', 'Text 88788', 'Call 311', 'Call 312.555.0199 or 911'])(
    '%j is not',
    (text) => {
      expect(broken(bookSaying(text))).toEqual(['phone-number topics.home-door.replies.en.text']);
    },
  );

  test('one that nobody confirmed may not be used, and the finding says why', () => {
    const [finding] = lintBook(bookSaying('Call 312-555-0102'));
    expect(finding?.message).toContain('312-555-0102 (Old office) is not confirmed');
  });

  test.each(['Within 72 hours, since Jan 2025', 'Form I-205, or CFS 444-2', 'Up to 365 days; $1,500', 'Tue-Fri 9-5'])(
    '%j holds no phone number',
    (text) => {
      expect(broken(bookSaying(text))).toEqual([]);
    },
  );
});

describe('what a reply must never say', () => {
  const cases = {
    promise: [
      'You are safe in Chicago.',
      "Don't worry, they can't touch you.",
      'Police will never tell ICE.',
      'ICE cannot arrest you at home.',
      'You qualify for asylum.',
      'Usted está a salvo.',
      'No lo pueden deportar.',
      'La policía nunca avisa a ICE.',
      'No se preocupe, no le va a pasar nada.',
      'Le garantizamos ayuda.',
    ],
    'asks-status': [
      'What is your immigration status?',
      'Are you a citizen?',
      'Text us your full name.',
      'Where were you born?',
      '¿Cuál es su estatus?',
      'Mándenos su dirección.',
      '¿De qué país es?',
      '¿Es usted ciudadano?',
    ],
    'unsafe-advice': [
      'If they come, run!',
      'See them? Run.',
      'You should hide.',
      'Tell them you are a citizen.',
      'Skip your hearing.',
      'Do not call 911.',
      'Si los ve, corra.',
      'Diga que es ciudadano.',
      'No vaya a la corte.',
      'No llame al 911.',
    ],
    'reserved-word': ['Text HELP for a person.', 'Responda YES.', 'STOP ends it.'],
  };
  test.each(Object.entries(cases).flatMap(([rule, texts]) => texts.map((text) => [text, rule] as const)))(
    '%j',
    (text, rule) => {
      expect(broken(bookSaying(text))).toContain(`${rule} topics.home-door.replies.en.text`);
    },
  );

  test.each([
    'Do not run. Do not lie.',
    'Stay calm, do not hide or resist.',
    'Say you are a citizen only if you are.',
    'You do not have to say where you were born.',
    'We promise no secrecy. Nobody can promise what others do.',
    'No corra. No mienta. Nunca diga que es ciudadano si no lo es.',
    'La policía no debe arrestar solo por estatus.',
    'No prometemos secreto.',
    'No tiene que decir dónde nació.',
    'Stop the car in a safe place.',
  ])('%j may be said', (text) => {
    expect(broken(bookSaying(text))).toEqual([]);
  });

  test('STOP may be named where it must be, and nowhere else', () => {
    const saying = (id: string) => ({ ...someBook.messages, [id]: { en: 'Text STOP', es: 'Escriba STOP' } });
    expect(broken({ ...someBook, messages: saying('first-contact') })).toEqual([]);
    expect(broken({ ...someBook, messages: saying('greeting') })).toEqual([
      'reserved-word messages.greeting.en',
      'reserved-word messages.greeting.es',
    ]);
  });
});

describe('completeness', () => {
  test('a topic without Spanish is refused', () => {
    const book = bookWith({ replies: { en: { text: 'Hi' } }, title: { en: 'Hi' } });
    expect(broken(book)).toEqual([
      'missing-translation topics.home-door.replies.es',
      'missing-translation topics.home-door.title.es',
    ]);
  });

  test('a message that the code sends is there in both languages; one that it does not send is refused', () => {
    const { help: _help, ...others } = someBook.messages;
    const messages = { ...others, empty: { en: 'Empty' }, hlep: { en: 'Help', es: 'Ayuda' } };
    expect(broken({ ...someBook, messages })).toEqual([
      'missing-translation messages.help.en',
      'missing-translation messages.help.es',
      'missing-translation messages.empty.es',
      'unknown-message messages.hlep',
    ]);
  });

  test('a topic without a source is refused', () => {
    expect(broken(bookWith({ sources: [] }))).toEqual(['no-source topics.home-door.sources']);
  });

  test('changing law is said in each language, with its year', () => {
    const book = bookWith({
      changing: true,
      replies: {
        en: { text: 'Keep the door closed.', more: 'Since Jan 2026 this can change.' },
        es: { text: 'Esto puede cambiar.' },
      },
    });
    expect(broken(book)).toEqual(['changing-unsaid topics.home-door.replies.es']);
  });
});

describe('review dates', () => {
  test.each([
    ['2026-11-24', false, []],
    ['2026-05-28', false, []],
    ['2026-05-27', false, ['review-date topics.home-door.reviewedOn']],
    ['2026-09-24', true, ['review-date topics.home-door.reviewedOn']],
    ['2026-11-25', false, ['review-date topics.home-door.reviewedOn']],
  ])('reviewed on %s (changing: %s), looked at on 24 Nov 2026', (reviewedOn, changing, rules) => {
    const text = { text: 'This can change / puede cambiar, 2026.' };
    expect(broken(bookWith({ reviewedOn, changing, replies: { en: text, es: text } }), '2026-11-24')).toEqual(rules);
  });

  test('an old date warns, a future one is an error; without a day neither is looked at', () => {
    expect(lintBook(bookWith({ reviewedOn: '2020-01-01' }), { today: '2026-11-24' })[0]?.severity).toBe('warning');
    expect(lintBook(bookWith({ reviewedOn: '2030-01-01' }), { today: '2026-11-24' })[0]?.severity).toBe('error');
    expect(lintBook(bookWith({ reviewedOn: '2020-01-01' }))).toEqual([]);
  });
});

describe('examples and menu', () => {
  test('the same words in two topics are refused, in one they are a warning', () => {
    const examples = { ...someTopic.examples, en: [...someTopic.examples.en!, 'Hello!', 'a b', 'A b.'] };
    expect(lintBook(bookWith({ examples })).map((f) => `${f.severity} ${f.path.join('.')}`)).toEqual([
      'warning topics.home-door.examples.en.12',
      'error systemExamples.greeting.en.0',
    ]);
  });

  test('too few examples warn', () => {
    const [finding] = lintBook(bookWith({ examples: { ...someTopic.examples, es: ['hola'] } }));
    expect(finding).toMatchObject({ severity: 'warning', path: ['topics', 'home-door', 'examples', 'es'] });
  });

  test('an example holds no phone number', () => {
    const examples = { ...someTopic.examples, es: [...someTopic.examples.es!, 'mi numero es 312 555 0101'] };
    expect(broken(bookWith({ examples }))).toEqual(['examples topics.home-door.examples.es.10']);
  });

  test('the menu names topics, each once, at most eight', () => {
    expect(broken(bookWith({}, { menu: ['home-door', 'gone', 'home-door'] }))).toEqual(['menu menu.1', 'menu menu.2']);
    expect(broken(bookWith({}, { menu: Array(9).fill('home-door') }))[0]).toBe('menu menu');
  });
});
