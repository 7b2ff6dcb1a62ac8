import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HotlineError } from '../../../lambda/hotline/errors';
import type { ReplyBook } from '../../../lambda/hotline/replies/book';
import { completedBy, mainMenu, menuLines, renderMessage, replyFor } from '../../../lambda/hotline/replies/render';
import { someBook } from './book-of';

const saying = (en: string): ReplyBook => ({ ...someBook, messages: { hi: { en, es: `${en} (es)` } } });

describe('a message', () => {
  test('is in the texter’s language, and in English where that is missing', () => {
    expect(renderMessage(saying('Hello'), 'hi', 'es')).toBe('Hello (es)');
    expect(renderMessage(saying('Hello'), 'hi', 'pl')).toBe('Hello');
  });

  test('holds its values as they are, even when they look like placeholders', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, words) => {
        const args = { name, words };
        expect(renderMessage(saying('{name}: {words}'), 'hi', 'en', args)).toBe(`${name}: ${words}`);
      }),
      { examples: [['{words}', '$& $1']] },
    ));

  test('that the book lacks, or a value that nobody gave, is a mistake of ours with a clear line', () => {
    expect(() => renderMessage(someBook, 'nope', 'en')).toThrow(
      new HotlineError('book.invalid', 'The reply book has no message "nope"'),
    );
    expect(() => renderMessage(saying('Hi {name}'), 'hi', 'en', {})).toThrow('Message "hi" needs a value for {name}');
  });

  test('that is new in a release is taken from the starter book, and an admin’s words are kept', () => {
    const published = { ...saying('Admin’s words'), menu: undefined };
    const completed = completedBy(published, {
      ...someBook,
      messages: { ...someBook.messages, hi: { en: 'Starter' } },
    });
    expect(completed.messages.hi?.en).toBe('Admin’s words');
    expect(completed.messages.menu).toEqual(someBook.messages.menu);
    expect(completed.menu).toEqual(someBook.menu);
    expect(completed.version).toBe(published.version);
  });
});

describe('a reply', () => {
  test('says in which language it really is', () => {
    expect(replyFor(someBook, 'home-door', 'es')).toEqual({ text: 'Deje la puerta cerrada.', language: 'es' });
    expect(replyFor(someBook, 'home-door', 'zh')).toEqual({ text: 'Keep the door closed.', language: 'en' });
  });

  test('for now is the urgent one, and the ordinary one where there is none', () => {
    expect(replyFor(someBook, 'home-door', 'en', 'urgent')?.text).toBe('Stay calm.');
    expect(replyFor(someBook, 'home-door', 'es', 'urgent')?.text).toBe('Deje la puerta cerrada.');
  });

  test('has more to say only where more was written', () => {
    expect(replyFor(someBook, 'home-door', 'en', 'more')?.text).toBe('Ask to see a warrant.');
    expect(replyFor(someBook, 'home-door', 'es', 'more')).toBeUndefined();
  });

  test('of a topic that is gone is none', () => {
    expect(replyFor(someBook, 'gone', 'en')).toBeUndefined();
  });
});

describe('the menu', () => {
  test('numbers the topics that exist, in the order given', () => {
    expect(menuLines(someBook, ['warrant', 'gone', 'home-door'], 'es')).toBe('1 Orden\n2 ICE en mi puerta');
    expect(menuLines(someBook, [], 'en')).toBe('');
  });

  test('falls back to English titles', () => {
    expect(menuLines(someBook, ['warrant'], 'ur')).toBe('1 Warrant');
  });

  test('is what the book says, or its first topics, and never more than one digit can answer', () => {
    expect(mainMenu(someBook)).toEqual(['warrant', 'home-door']);
    const topics = Array.from({ length: 12 }, (_, i) => ({ ...someBook.topics[0]!, id: `t${i}` }));
    expect(mainMenu({ ...someBook, topics, menu: undefined })).toEqual([
      't0',
      't1',
      't2',
      't3',
      't4',
      't5',
      't6',
      't7',
    ]);
  });
});
