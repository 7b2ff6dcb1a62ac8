import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advanceCase, chooseVolunteers } from '../../../lambda/hotline/cases/advance';
import { afterFailure } from '../../../lambda/hotline/cases/after-failure';
import type { Case } from '../../../lambda/hotline/cases/case';
import { after, askedOf, claimedCase, NOW, onDuty, settings, waitingCase } from '../../fakes/values';

const messagesOf = (effects: { content: unknown }[] | readonly { content: unknown }[]) =>
  effects.map(({ content }) => (content as { reply: { message: string } }).reply.message);

describe('who is asked', () => {
  test('asks those who speak the language, least recently asked first', () => {
    const people = [
      onDuty('english', { languages: ['en'] }),
      onDuty('recent', { lastAskedAt: '2026-11-24T14:00:00.000Z' }),
      onDuty('long-ago', { lastAskedAt: '2026-11-01T00:00:00.000Z' }),
      onDuty('busy', { holds: 'case-9' }),
    ];
    expect(chooseVolunteers(waitingCase(), people, 3).map((v) => v.personId)).toEqual(['long-ago', 'recent']);
  });

  test('asks anybody rather than nobody when no one on duty speaks it', () => {
    expect(chooseVolunteers(waitingCase({ language: 'pl' }), [onDuty('a')], 3)).toHaveLength(1);
  });

  test('asks nobody twice, and never the texter', () => {
    const people = [onDuty('a'), onDuty('b'), onDuty('texter')];
    expect(chooseVolunteers(waitingCase({ asked: askedOf('a') }), people, 3).map((v) => v.personId)).toEqual(['b']);
  });
});

describe('the life of a waiting case', () => {
  test('the first wave asks so many, without the words, and sets the next moment', () => {
    const step = advanceCase(waitingCase(), [onDuty('a'), onDuty('b'), onDuty('c')], NOW, settings);
    expect(step.asks).toEqual(['a', 'b']);
    expect(step.effects.map((e) => e.kind)).toEqual(['alert', 'alert']);
    expect(step.case.nextAt).toBe(after(120).toISOString());
    expect(step.case.asked.map((a) => a.personId)).toEqual(['a', 'b']);
  });

  test('the second wave, two minutes later, asks the others', () => {
    const first = advanceCase(waitingCase(), [onDuty('a'), onDuty('b'), onDuty('c')], NOW, settings);
    const second = advanceCase(first.case, [onDuty('a'), onDuty('b'), onDuty('c')], after(120), settings);
    expect(second.asks).toEqual(['c']);
  });

  test('a bell before its time, or twice, changes nothing', () => {
    const first = advanceCase(waitingCase(), [onDuty('a'), onDuty('b')], NOW, settings);
    const again = advanceCase(first.case, [onDuty('c')], after(1), settings);
    expect(again).toEqual({ case: first.case, effects: [], asks: [], frees: [] });
  });

  test('with nobody on duty the texter hears so at once, and volunteers are looked for again', () => {
    const step = advanceCase(waitingCase(), [], NOW, settings);
    expect(messagesOf(step.effects)).toEqual(['still-looking']);
    const later = advanceCase(step.case, [onDuty('late')], new Date(step.case.nextAt ?? ''), settings);
    expect(later.asks).toEqual(['late']);
  });

  test('updates at 5 and 15 minutes, the honest end at 30, still claimable, closed a day later', () => {
    let c: Case = advanceCase(waitingCase(), [onDuty('a')], NOW, settings).case;
    const told: [number, string][] = [];
    for (let i = 0; i < 20 && c.nextAt; i++) {
      const now = new Date(c.nextAt);
      const step = advanceCase(c, [onDuty('a')], now, settings);
      for (const message of messagesOf(step.effects)) told.push([(now.getTime() - NOW.getTime()) / 1000, message]);
      c = step.case;
      if (c.status === 'UNANSWERED') expect(c.texter.to).toBeDefined();
    }
    expect(told).toEqual([
      [300, 'still-looking'],
      [900, 'still-looking'],
      [1800, 'no-volunteer'],
    ]);
    expect(c.status).toBe('CLOSED');
    expect(c.outcome).toBe('unanswered');
  });

  test('a timer that rings only once, very late, still ends honestly', () => {
    const step = advanceCase(waitingCase(), [onDuty('a')], after(4000), settings);
    expect(step.case.status).toBe('UNANSWERED');
    expect(messagesOf(step.effects)).toEqual(['no-volunteer']);
  });

  test('however late the bells ring, an open case always has a next moment and a closed one no number', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(7200), { maxLength: 30 }), fc.nat(4), (delays, volunteers) => {
        const people = Array.from({ length: volunteers }, (_, i) => onDuty(`v${i}`));
        let c = waitingCase();
        let at = 0;
        for (const delay of delays) {
          at += delay;
          c = advanceCase(c, people, after(at), settings).case;
          if (c.status === 'CLOSED') expect(JSON.stringify(c)).not.toContain('sealed');
          else expect(c.nextAt && c.nextAt > after(at).toISOString()).toBe(true);
        }
      }),
    ));
});

describe('when something does not arrive', () => {
  test('a failed alert brings the next volunteer at once, and one only', () => {
    const first = advanceCase(waitingCase(), [onDuty('a'), onDuty('b')], NOW, settings).case;
    const failed = afterFailure(first, { kind: 'alert', personId: 'a' }, after(3));
    expect(failed.case?.nextAt).toBe(after(3).toISOString());
    const step = advanceCase(failed.case ?? first, [onDuty('c'), onDuty('d')], after(3), settings);
    expect(step.asks).toEqual(['c']);
    expect(step.case.nextAt).toBe(after(120).toISOString());
  });

  test('words that did not arrive are reported to the side that wrote them', () => {
    const c = claimedCase('a');
    const toVolunteer = afterFailure(c, { kind: 'relay', personId: 'a' }, NOW);
    expect(messagesOf(toVolunteer.effects)).toEqual(['relay-failed']);
    const toTexter = afterFailure(c, { kind: 'relay', personId: 'texter' }, NOW);
    expect(messagesOf(toTexter.effects)).toEqual(['v-relay-failed']);
  });

  test('a failed notice starts nothing', () => {
    expect(afterFailure(claimedCase('a'), { kind: 'notice', personId: 'texter' }, NOW)).toEqual({ effects: [] });
  });

  test('a conversation in which nobody writes for two hours is closed, both sides told, the volunteer free', () => {
    const step = advanceCase(claimedCase('a'), [], after(10), settings);
    expect(step.case.status).toBe('CLOSED');
    expect(messagesOf(step.effects)).toEqual(['case-closed', 'v-closed']);
    expect(step.frees).toEqual([{ personId: 'a', caseId: 'case-1' }]);
  });
});
