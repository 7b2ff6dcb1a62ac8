import { describe, expect, test } from 'vitest';
import { decide } from '../../../lambda/hotline/conversation/decide';
import type { Lookups } from '../../../lambda/hotline/conversation/decision';
import type { Person } from '../../../lambda/hotline/conversation/person';
import { liveBook } from '../../fakes/live-book';
import { askedOf, claimedCase, fresh, settings, text, texter, volunteer, waitingCase } from '../../fakes/values';

const ask = (person: Person, body: string, lookups: Lookups = {}) =>
  decide({ person, text: text(body), live: liveBook, lookups, fresh: fresh(), settings });
const said = (decision: { replies: readonly object[] }) =>
  decision.replies.map((r) => (r as { message?: string }).message);
const sent = (decision: { effects: readonly { content: object; recipient: { personId: string } }[] }) =>
  decision.effects.map(
    (e) => `${e.recipient.personId}: ${(e.content as { reply: { message: string } }).reply.message}`,
  );

const offered = waitingCase({ asked: askedOf('v', 'w') });

describe('claiming', () => {
  test('the code of a case they were asked for makes it theirs; words follow, the texter and the others are told', () => {
    const decision = ask(volunteer('v'), 'a7', { coded: offered, words: ['first', 'second'] });
    expect(said(decision)).toEqual(['v-claimed']);
    expect(decision.case?.value).toMatchObject({ status: 'CLAIMED', claimant: { personId: 'v' } });
    expect(decision.person.volunteer?.holds).toBe('case-1');
    expect(sent(decision)).toEqual(['v: v-words', 'texter: case-claimed', 'w: v-taken']);
    expect(decision.effects[0]?.content).toMatchObject({ words: 'first\nsecond' });
  });

  test('a late one is told that it is taken', () => {
    expect(said(ask(volunteer('w'), 'A7', { coded: claimedCase('v', { asked: askedOf('v', 'w') }) }))).toEqual([
      'v-taken',
    ]);
  });

  test('who was not asked learns nothing about the case', () => {
    expect(said(ask(volunteer('x'), 'A7', { coded: offered }))).toEqual(['v-unknown-code']);
    expect(said(ask(volunteer('x'), 'A7', {}))).toEqual(['v-unknown-code']);
  });

  test('who holds a conversation must end it first', () => {
    const held = { ...claimedCase('v'), id: 'case-0', code: 'B3' };
    const decision = ask(volunteer('v', { holds: 'case-0' }), 'A7', { coded: offered, held });
    expect(said(decision)).toEqual(['v-busy']);
    expect(decision.case).toBeUndefined();
  });

  test('a conversation that the other side has ended is in nobody’s way', () => {
    const ended = { ...claimedCase('v'), id: 'case-0', status: 'CLOSED' as const };
    expect(said(ask(volunteer('v', { holds: 'case-0' }), 'A7', { coded: offered, held: ended }))).toEqual([
      'v-claimed',
    ]);
  });

  test('an unanswered case can still be claimed, a closed one is over', () => {
    expect(said(ask(volunteer('v'), 'A7', { coded: { ...offered, status: 'UNANSWERED' } }))).toEqual(['v-claimed']);
    expect(said(ask(volunteer('v'), 'A7', { coded: { ...offered, status: 'CLOSED' } }))).toEqual(['v-gone']);
  });

  test('a texter who happens to write a code claims nothing', () => {
    expect(ask(texter(), 'A7', { coded: offered }).case).toBeUndefined();
  });
});

describe('talking', () => {
  const held = claimedCase('v');
  const holder = volunteer('v', { holds: 'case-1' });

  test('words go to the texter with the volunteer’s name, and nothing comes back', () => {
    const decision = ask(holder, 'Stay calm, I am with you', { held });
    expect(decision.replies).toEqual([]);
    expect(sent(decision)).toEqual(['texter: relay']);
    expect(decision.effects[0]?.content).toMatchObject({
      words: 'Stay calm, I am with you',
      reply: { args: { name: 'Name v' } },
    });
  });

  test('every text of the texter goes to the volunteer: urgent words, numbers and "help" too', () => {
    for (const body of ['they are inside now', '1', 'MENU', 'help', 'is this a warrant']) {
      const decision = ask(texter({ caseId: 'case-1' }), body, { own: held });
      expect(decision.replies).toEqual([]);
      expect(sent(decision)).toEqual(['v: v-relay']);
    }
  });

  test('SAY sends the approved reply in the texter’s language; of what is no topic it is words', () => {
    const decision = ask(holder, 'say warrant', { held });
    expect(decision.effects).toMatchObject([
      { kind: 'relay', content: { reply: { topic: 'warrant', language: 'es' } } },
    ]);
    expect(sent(ask(holder, 'say nothing and stay calm', { held }))).toEqual(['texter: relay']);
  });

  test('a command that does nothing yet is never sent to the texter as words', () => {
    for (const body of ['NOTE she is alone with a child', 'WHO', 'BUSY 2h', 'BACK', 'LEAVE']) {
      const decision = ask(holder, body, { held });
      expect(decision.effects).toEqual([]);
      expect(said(decision)).toEqual(['v-help']);
    }
  });

  test('a text as long as the carrier allows goes over in parts that fit, nothing of it lost', () => {
    const long = 'they are still here '.repeat(80).trim().slice(0, 1600);
    const decision = ask(texter({ caseId: 'case-1' }), long, { own: held });
    const parts = decision.effects.map((e) => (e.content as { words: string }).words);
    expect(parts.length).toBe(2);
    expect(parts.join(' ')).toBe(long);
  });

  test('a picture alone cannot be passed on, and whoever sent it is told', () => {
    const decision = decide({
      person: texter({ caseId: 'case-1' }),
      text: text('', { pictures: 1 }),
      live: liveBook,
      lookups: { own: held },
      fresh: fresh(),
      settings,
    });
    expect(said(decision)).toEqual(['picture']);
    expect(decision.effects).toEqual([]);
  });

  test('DONE closes: numbers are gone from the case, the texter is told', () => {
    const decision = ask(holder, 'done', { held });
    expect(decision.case?.value).toMatchObject({ status: 'CLOSED', outcome: 'done' });
    expect(JSON.stringify(decision.case?.value)).not.toContain('sealed');
    expect(decision.case?.value).not.toHaveProperty('nextAt');
    expect(decision.person.volunteer).not.toHaveProperty('holds');
    expect(sent(decision)).toEqual(['texter: case-closed']);
  });

  test('PASS gives it back: it waits, the next wave is due, whoever passed stays among those asked', () => {
    const decision = ask(holder, 'PASS', { held });
    expect(decision.case?.value).toMatchObject({ status: 'WAITING', waves: 0 });
    expect(decision.case?.value).not.toHaveProperty('claimant');
    expect(decision.case?.value.asked.map((a) => a.personId)).toEqual(['v']);
    expect(sent(decision)).toEqual(['texter: case-released']);
  });

  test('DONE and PASS without a conversation say so', () => {
    expect(said(ask(volunteer('v'), 'DONE'))).toEqual(['v-not-in-case']);
    expect(said(ask(volunteer('v'), 'PASS'))).toEqual(['v-not-in-case']);
  });
});

describe('duty and questions', () => {
  test('ON and OFF', () => {
    expect(ask(volunteer('v'), 'OFF').person.volunteer?.onDuty).toBe(false);
    expect(ask(volunteer('v', { onDuty: false }), 'on').person.volunteer?.onDuty).toBe(true);
  });

  test('LIST shows what was offered and is not taken', () => {
    expect(said(ask(volunteer('v'), 'LIST', { offered: [offered, claimedCase('w')] }))).toEqual(['v-list']);
    expect(said(ask(volunteer('v'), 'LIST', { offered: [claimedCase('w')] }))).toEqual(['v-none']);
  });

  test('outside a conversation a volunteer’s question is answered as anybody’s, an emergency too', () => {
    expect(ask(volunteer('v'), 'what is a warrant').replies).toMatchObject([{ topic: 'warrant' }]);
    expect(ask(volunteer('v'), 'ICE is at my door right now').case?.kind).toBe('open');
  });
});
