import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CODE_DIGITS,
  CODE_LETTERS,
  isCode,
  parseCarrierKeyword,
  parseTexterCommand,
  parseVolunteerCommand,
  parseYesNo,
} from '../../../lambda/hotline/sms/commands';

/** A word as people type it: any case, spaces and signs around it. */
const typed = (word: string) =>
  fc
    .tuple(
      fc.constantFrom('', ' ', '\n', '¡', '"', '“'),
      fc.array(fc.boolean(), { minLength: word.length, maxLength: word.length }),
      fc.constantFrom('', ' ', '.', '!!', ' .', '”', ' 🙏', '\n'),
    )
    .map(([before, upper, after]) =>
      [before, ...[...word].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)), after].join(''),
    );

/** More words around a word make it no command. */
const more = fc.constantFrom('la migra', 'ice is here', 'please', 'por favor', 'x');

describe('the carrier’s words', () => {
  const words = {
    stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'revoke', 'alto', 'parar'],
    start: ['start', 'unstop', 'comenzar'],
    help: ['help', 'info', 'ayuda', 'información'],
  } as const;

  test.each(Object.entries(words).flatMap(([kind, list]) => list.map((word) => [word, kind] as const)))(
    '%s alone, however it is typed, is %s',
    (word, kind) =>
      fc.assert(
        fc.property(typed(word), (body) => {
          expect(parseCarrierKeyword(body)).toBe(kind);
        }),
        { numRuns: 30 },
      ),
  );

  test('in a sentence they are words like others', () => {
    const word = fc.constantFrom(...Object.values(words).flat());
    fc.assert(
      fc.property(word, more, fc.boolean(), (keyword, rest, first) => {
        expect(parseCarrierKeyword(first ? `${keyword} ${rest}` : `${rest} ${keyword}`)).toBeUndefined();
      }),
    );
    for (const body of ['stop, ICE is here', 'STOP! they are at the door', 'ayuda migra', 'alto ahi me dijeron'])
      expect(parseCarrierKeyword(body)).toBeUndefined();
  });

  test('yes opts nobody in: people answer questions with it', () => {
    expect(parseCarrierKeyword('YES')).toBeUndefined();
  });
});

describe('what texters ask of the hotline', () => {
  test.each([
    ['MENU', { kind: 'menu' }],
    ['menú.', { kind: 'menu' }],
    ['More', { kind: 'more' }],
    ['MÁS', { kind: 'more' }],
    ['mas', { kind: 'more' }],
    ['URGENT!!!', { kind: 'urgent' }],
    ['¡urgente!', { kind: 'urgent' }],
    ['erase', { kind: 'erase' }],
    ['Borrar', { kind: 'erase' }],
    ['English', { kind: 'language', language: 'en' }],
    ['Español', { kind: 'language', language: 'es' }],
    ['espanol', { kind: 'language', language: 'es' }],
    ['en español', { kind: 'language', language: 'es' }],
    ['Polski', { kind: 'language', language: 'pl' }],
    ['中文', { kind: 'language', language: 'zh' }],
    ['العربية', { kind: 'language', language: 'ar' }],
    ['Українська', { kind: 'language', language: 'uk' }],
    ['Tagalog', { kind: 'language', language: 'tl' }],
    ['Français', { kind: 'language', language: 'fr' }],
    ['Kreyòl Ayisyen', { kind: 'language', language: 'ht' }],
    ['हिन्दी', { kind: 'language', language: 'hi' }],
    ['اردو', { kind: 'language', language: 'ur' }],
    ['3', { kind: 'number', number: 3 }],
    [' 9. ', { kind: 'number', number: 9 }],
    ['#2', { kind: 'number', number: 2 }],
    ['(4)', { kind: 'number', number: 4 }],
    ['1️⃣', { kind: 'number', number: 1 }],
    ['option 5', { kind: 'number', number: 5 }],
    ['opción 5', { kind: 'number', number: 5 }],
    ['la 2', { kind: 'number', number: 2 }],
    ['dos', { kind: 'number', number: 2 }],
    ['Seven', { kind: 'number', number: 7 }],
  ])('%j', (body, command) => {
    expect(parseTexterCommand(body)).toEqual(command);
  });

  test.each([
    '',
    '   ',
    '...',
    '0',
    '10',
    '12',
    '911',
    'more agents came',
    'urgent they are here',
    'I speak english',
    'A7',
    '👍',
  ])('%j is for the matcher, not a command', (body) => {
    expect(parseTexterCommand(body)).toBeUndefined();
  });

  test('a number beside other words is no answer to a list', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), more, (number, rest) => {
        expect(parseTexterCommand(`${number} ${rest}`)).toBeUndefined();
      }),
    ));

  test.each([
    ['yes', 'yes'],
    ['Sí!', 'yes'],
    ['si', 'yes'],
    ['NO', 'no'],
    ['not now', 'no'],
    ['no se', undefined],
    ['yes they are here', undefined],
  ])('%j answers a question with %j', (body, answer) => {
    expect(parseYesNo(body)).toBe(answer);
  });
});

describe('case codes', () => {
  const code = fc
    .tuple(
      fc.constantFrom(...CODE_LETTERS),
      fc.string({ unit: fc.constantFrom(...CODE_DIGITS), minLength: 1, maxLength: 2 }),
    )
    .map(([letter, digits]) => letter + digits);

  test('hold nothing that looks like something else', () => {
    for (const lookalike of 'IO01') expect(CODE_LETTERS + CODE_DIGITS).not.toContain(lookalike);
    expect(['A7', 'K42', 'Z99'].every(isCode)).toBe(true);
    expect(['I7', 'O7', 'A0', 'A1', 'A', '7', 'AA7', 'A777', 'a7', ''].some(isCode)).toBe(false);
  });

  test('are taken however a volunteer writes them', () => {
    const way = fc.constantFrom(
      (c: string) => c,
      (c: string) => c.toLowerCase(),
      (c: string) => `${c[0]} ${c.slice(1)}`,
      (c: string) => `take ${c.toLowerCase()}`,
      (c: string) => `Tomo ${c}`,
      (c: string) => `I’ll take ${c}!`,
      (c: string) => ` ${c}. `,
    );
    fc.assert(
      fc.property(code, way, (value, write) => {
        expect(parseVolunteerCommand(write(value))).toEqual({ kind: 'code', code: value });
      }),
    );
  });
});

describe('what volunteers ask of the hotline', () => {
  test.each([
    ['ON', { kind: 'on' }],
    ['de turno', { kind: 'on' }],
    ['off', { kind: 'off' }],
    ['inactiva', { kind: 'off' }],
    ['back', { kind: 'back' }],
    ['volví', { kind: 'back' }],
    ['PASS', { kind: 'pass' }],
    ['paso', { kind: 'pass' }],
    ['Done.', { kind: 'done' }],
    ['listo', { kind: 'done' }],
    ['terminé', { kind: 'done' }],
    ['who', { kind: 'who' }],
    ['¿Quién?', { kind: 'who' }],
    ['LIST', { kind: 'list' }],
    ['lista', { kind: 'list' }],
    ['?', { kind: 'help' }],
    ['leave', { kind: 'leave' }],
    ['renunciar', { kind: 'leave' }],
    ['busy', { kind: 'busy', minutes: 120 }],
    ['BUSY 2h', { kind: 'busy', minutes: 120 }],
    ['busy 1 h 30', { kind: 'busy', minutes: 90 }],
    ['busy for 45 min', { kind: 'busy', minutes: 45 }],
    ['ocupada 3 horas', { kind: 'busy', minutes: 180 }],
    ['busy 99h', { kind: 'busy', minutes: 1440 }],
    ['busy 0h', { kind: 'busy', minutes: 1 }],
    ['NOTE Family is at the station', { kind: 'note', text: 'Family is at the station' }],
    ['nota: sola con 2 niños', { kind: 'note', text: 'sola con 2 niños' }],
    ['SAY home-door', { kind: 'say', topic: 'home-door' }],
    ['decir find lawyer', { kind: 'say', topic: 'find-lawyer' }],
  ])('%j', (body, command) => {
    expect(parseVolunteerCommand(body)).toEqual(command);
  });

  test.each([
    'Are you on your way?',
    'done with the lawyer, call me',
    'who is with you',
    'busy street, be careful',
    'note',
    'I1',
    'gate 7',
    'they take turns',
    'On 26th street',
    '',
  ])('%j is for the texter', (body) => {
    expect(parseVolunteerCommand(body)).toBeUndefined();
  });

  test('SAY is one only of a topic that the book has', () => {
    const topics = new Set(['home-door']);
    expect(parseVolunteerCommand('say home door', topics)).toEqual({ kind: 'say', topic: 'home-door' });
    expect(parseVolunteerCommand('say nothing and stay calm', topics)).toBeUndefined();
  });

  test('none of ours is a word that carriers act on', () => {
    for (const word of ['end', 'cancel', 'quit', 'stop', 'help', 'info', 'start', 'yes']) {
      expect(parseVolunteerCommand(word)).toBeUndefined();
      expect(parseTexterCommand(word)).toBeUndefined();
    }
  });
});
