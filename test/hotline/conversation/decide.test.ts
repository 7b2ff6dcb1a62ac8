import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, planReads } from '../../../lambda/hotline/conversation/decide';
import type { IncomingText, Lookups } from '../../../lambda/hotline/conversation/decision';
import { type Person, unknownPerson } from '../../../lambda/hotline/conversation/person';
import { parseCarrierKeyword } from '../../../lambda/hotline/sms/commands';
import { liveBook } from '../../fakes/live-book';
import { claimedCase, fresh, NOW, settings, text, texter, volunteer, waitingCase } from '../../fakes/values';

const ask = (person: Person, said: string | IncomingText, lookups: Lookups = {}, own = settings) =>
  decide({
    person,
    text: typeof said === 'string' ? text(said) : said,
    live: liveBook,
    lookups,
    fresh: fresh(),
    settings: own,
  });

const ids = (decision: { replies: readonly object[] }) =>
  decision.replies.map((r) =>
    'topic' in r ? `${r.topic}/${(r as { part?: string }).part}` : (r as { message?: string }).message,
  );
const noticesOf = (decision: { effects: readonly { content: object; recipient: { personId: string } }[] }) =>
  decision.effects.map(
    (e) => `${e.recipient.personId}: ${(e.content as { reply: { message: string } }).reply.message}`,
  );

describe('a texter', () => {
  test('who writes for the first time gets the right first and then what this is', () => {
    expect(ids(ask(unknownPerson('new'), 'what is a warrant'))).toEqual(['warrant/text', 'first-contact']);
  });

  test('who wrote before does not hear again what this is', () => {
    expect(ids(ask(texter(), 'what is a warrant'))).toEqual(['warrant/text']);
  });

  test('who is heard of for the first time since they were forgotten hears it again', () => {
    expect(ids(ask({ ...unknownPerson('old'), version: -4 }, 'what is a warrant'))).toContain('first-contact');
  });

  test('gets the right in the first message when it is happening, and a case is opened', () => {
    const decision = ask(unknownPerson('new'), 'la migra esta tocando mi puerta, door');
    expect(ids(decision)).toEqual(['home-door/urgent', 'urgent-person', 'first-contact']);
    expect(decision.case).toMatchObject({ kind: 'open', value: { status: 'WAITING', language: 'es', code: 'A7' } });
    expect(decision.person.caseId).toBe('case-1');
    expect(decision.keep).toMatchObject({ by: 'texter', words: 'la migra esta tocando mi puerta, door' });
    expect(decision.outcome.urgent).toBe(true);
  });

  test('in danger reads the 911 line first', () => {
    expect(ids(ask(texter(), 'ICE is at my door and they shot my brother'))[0]).toBe('danger');
  });

  test('who writes urgently again gets the right again, and no second case', () => {
    const decision = ask(texter({ caseId: 'case-1' }), 'they are knocking on my door right now', {
      own: waitingCase(),
    });
    expect(decision.case).toBeUndefined();
    expect(ids(decision)).toContain('urgent-again');
    expect(decision.keep?.caseId).toBe('case-1');
  });

  test('whose case has been closed gets a new one', () => {
    const closed = { ...waitingCase(), status: 'CLOSED' as const };
    const decision = ask(texter({ caseId: 'old' }), 'ICE is knocking on my door right now', { own: closed });
    expect(decision.case?.kind).toBe('open');
  });

  test('gets an approved answer while waiting, and what has no answer is kept for the volunteer', () => {
    const waiting = { own: waitingCase() };
    const answered = ask(texter({ caseId: 'case-1' }), 'what is a warrant', waiting);
    expect(ids(answered)).toEqual(['warrant/text']);
    expect(answered.keep?.words).toBe('what is a warrant');
    expect(ids(ask(texter({ caseId: 'case-1' }), 'blue house on the corner', waiting))).toEqual(['urgent-again']);
  });

  test('picks from the menu by number, and the menu stays', () => {
    const offered = ask(texter(), 'MENU');
    expect(ids(offered)).toEqual(['menu']);
    const chosen = ask(offered.person, '2');
    expect(ids(chosen)).toEqual(['warrant/text']);
    expect(ids(ask(chosen.person, '3'))).toEqual(['call-911/text']);
  });

  test('whose number answers nothing gets no topic for it', () => {
    expect(ids(ask(texter(), '2'))).not.toContain('warrant/text');
    expect(ids(ask(ask(texter(), 'MENU').person, '9'))).not.toContain('warrant/text');
  });

  test('whose number comes late is not taken to answer the menu', () => {
    const { person } = ask(texter(), 'MENU');
    expect(ids(ask(person, text('2', { late: true })))).not.toContain('warrant/text');
  });

  test('gets a choice when two topics are as likely, and the number picks one', () => {
    const offered = ask(texter(), 'warrant call-911');
    expect(ids(offered)).toEqual(['choose']);
    const chosen = ask(offered.person, '1');
    expect(ids(chosen)[0]).toMatch(/warrant|call-911/);
  });

  test('is told that there is no answer, and shown the menu', () => {
    expect(ids(ask(texter(), 'xyzzy plugh'))).toEqual(['unsure', 'menu']);
  });

  test('MORE continues the last topic, in their language', () => {
    const { person } = ask(texter({ language: 'en' }), 'what is a warrant');
    expect(ids(ask(person, 'more'))).toEqual(['warrant/more']);
    expect(ids(ask(texter(), 'MORE'))).toEqual(['no-more']);
  });

  test('changes the language by naming it', () => {
    const decision = ask(texter({ language: 'en' }), 'Español');
    expect(decision.person.language).toBe('es');
    expect(decision.replies).toMatchObject([{ message: 'language-set', language: 'es' }]);
  });

  test('who writes Spanish once after English gets Spanish', () => {
    expect(ask(texter({ language: 'en' }), 'que es una orden, warrant').outcome.language).toBe('es');
  });

  test('is asked whether it is happening now, and 1 opens a case', () => {
    const asked = ask(texter(), 'la migra anda por la villita, door');
    expect(ids(asked)).toContain('ask-now');
    const yes = ask(asked.person, '1');
    expect(yes.case?.kind).toBe('open');
    expect(ids(yes)).toContain('urgent-person');
    expect(ask(asked.person, 'sí').case?.kind).toBe('open');
    expect(ask(asked.person, '2').case).toBeUndefined();
  });

  test('a YES that the carrier takes for an opt-in word still answers our question', () => {
    const asked = ask(texter(), 'la migra anda por la villita, door');
    expect(ask(asked.person, text('Yes', { optOutType: 'START' })).case?.kind).toBe('open');
  });

  test('a first word URGENTE is answered in Spanish', () => {
    for (const word of ['URGENTE', 'emergencia', 'Menú', 'temas'])
      expect(ask(unknownPerson('new'), word).outcome.language).toBe('es');
  });

  test('URGENT opens a case whatever it is about', () => {
    expect(ask(texter(), 'URGENTE').case?.kind).toBe('open');
  });

  test('a lone AYUDA is a call for help: 1 brings a person', () => {
    const help = ask(texter({ language: 'es' }), 'AYUDA');
    expect(ids(help)).toEqual(['help']);
    expect(ask(help.person, '1').case?.kind).toBe('open');
  });

  test('HELP that the carrier has answered is not answered twice, and 1 still brings a person', () => {
    const help = ask(texter(), text('HELP', { optOutType: 'HELP' }));
    expect(help.replies).toEqual([]);
    expect(ask(help.person, '1').case?.kind).toBe('open');
  });

  test('an empty text and a picture are answered for what they are', () => {
    expect(ids(ask(texter(), '  '))).toEqual(['empty']);
    expect(ids(ask(texter(), text('', { pictures: 1 })))).toEqual(['picture']);
  });

  test('who texts without end is told once and then not answered, but urgency always is', () => {
    const busy = texter({ rate: { since: NOW.toISOString(), count: 30 } });
    const told = ask(busy, 'what is a warrant');
    expect(ids(told)).toEqual(['slow-down']);
    expect(ask(told.person, 'what is a warrant').replies).toEqual([]);
    expect(ask(told.person, 'ICE is at my door right now').case?.kind).toBe('open');
    expect(ids(ask(told.person, 'BORRAR'))).toEqual(['erased']);
    expect(ask(told.person, 'what is a warrant', { own: waitingCase() }).keep).toBeDefined();
  });

  test('ERASE leaves nothing but the erasing text itself', () => {
    const before = texter({
      language: 'es',
      topic: 'warrant',
      caseId: 'case-1',
      handled: [{ sid: 'x', replies: [], bookVersion: 1 }],
    });
    const decision = ask(before, 'BORRAR', { own: waitingCase() });
    expect(ids(decision)).toEqual(['erased']);
    expect(decision.person).toMatchObject({ handled: [{ replies: [{ message: 'erased' }] }] });
    expect(decision.person).not.toHaveProperty('topic');
    expect(decision.person).not.toHaveProperty('caseId');
    expect(decision.person.handled).toHaveLength(1);
    expect(decision.case?.value).toMatchObject({ status: 'CLOSED', texter: { personId: 'texter' } });
    expect(decision.case?.value.texter).not.toHaveProperty('to');
    expect(decision.erases).toEqual({ wordsOf: 'case-1' });
  });

  test('remembers the last eight texts, newest first', () => {
    let person = texter();
    const sids = Array.from({ length: 10 }, (_, i) => `s${i}`);
    for (const sid of sids) person = ask(person, text('what is a warrant', { sid })).person;
    expect(person.handled.map((h) => h.sid)).toEqual(sids.slice(2).reverse());
  });
});

describe('opting out', () => {
  const stopped = (person: Person, lookups: Lookups = {}) => ask(person, text('STOP', { optOutType: 'STOP' }), lookups);

  test('STOP that the carrier answered gets no words from us and shrinks the person to that fact', () => {
    const decision = stopped(
      texter({ language: 'es', topic: 'warrant', rate: { since: NOW.toISOString(), count: 3 } }),
    );
    expect(decision.replies).toEqual([]);
    expect(decision.person).toEqual({ id: 'texter', version: 1, role: 'texter', optedOut: true, handled: [] });
  });

  test('where we must read the words ourselves, STOP is confirmed and "stop, ICE is here" is no opt-out', () => {
    const own = { ...settings, carrierHandlesOptOut: false };
    expect(ids(ask(texter(), 'Stop.', {}, own))).toEqual(['opted-out']);
    const urgent = ask(texter(), 'stop, ICE is here at my door', {}, own);
    expect(urgent.person.optedOut).toBe(false);
    expect(urgent.case?.kind).toBe('open');
  });

  const anyBody = fc.oneof(
    fc.string(),
    fc.constantFrom('STOP', 'Help', ' menu ', 'stop ICE is here', 'ICE is at my door now', '1'),
  );
  test('an opted-out texter hears nothing from us, and nothing is written, until START', () =>
    fc.assert(
      fc.property(anyBody, (body) => {
        fc.pre(parseCarrierKeyword(body) === undefined);
        const person = texter({ optedOut: true });
        const decision = ask(person, body);
        expect(decision.replies).toEqual([]);
        expect(decision.effects).toEqual([]);
        expect(decision.person).toBe(person);
      }),
    ));

  test('START brings them back', () => {
    expect(ask(texter({ optedOut: true }), text('START', { optOutType: 'START' })).person.optedOut).toBe(false);
  });

  test('a texter who leaves ends their case, and the volunteer hears it', () => {
    const decision = stopped(texter({ caseId: 'case-1' }), { own: claimedCase('v') });
    expect(decision.case?.value).toMatchObject({ status: 'CLOSED', outcome: 'texter-left' });
    expect(noticesOf(decision)).toEqual(['v: v-texter-left']);
    expect(decision.frees).toEqual([{ personId: 'v', caseId: 'case-1' }]);
  });

  test('a volunteer who leaves is off duty, and the case they held waits again', () => {
    const held = claimedCase('v');
    const decision = stopped(volunteer('v', { holds: held.id }), { held });
    expect(decision.person.volunteer).toMatchObject({ onDuty: false });
    expect(decision.person.volunteer).not.toHaveProperty('holds');
    expect(decision.case?.value).toMatchObject({ status: 'WAITING', nextAt: NOW.toISOString() });
    expect(noticesOf(decision)).toEqual(['texter: case-released']);
  });
});

describe('what has to be read', () => {
  test('an ordinary text needs nothing but the person', () => {
    expect(planReads(texter(), text('what is a warrant'))).toEqual({ offered: false });
  });

  test('a code is looked up for volunteers only', () => {
    expect(planReads(texter(), text('A7')).code).toBeUndefined();
    expect(planReads(volunteer('v'), text('tomo a7')).code).toBe('A7');
  });
});
