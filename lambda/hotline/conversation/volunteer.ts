import { type Case, closeCase, IDLE_SECONDS, isClaimable, isOpen, plusSeconds, waitAgain } from '../cases/case';
import type { NewEffect } from '../cases/effect';
import { notice, noticeToAsked, relay, sayTo } from '../cases/notices';
import type { Language } from '../replies/book';
import { type ReplyRef, systemReply } from '../replies/reference';
import { parseVolunteerCommand } from '../sms/commands';
import type { Decision } from './decision';
import type { Person, Volunteer } from './person';
import { type Ask, decideForTexter } from './texter';

const languageFor = (v: Volunteer): Language => v.languages[0] ?? 'en';

const told = (person: Person, replies: readonly ReplyRef[], language: Language): Decision => ({
  person,
  replies,
  effects: [],
  outcome: { kind: 'command', language, urgent: false },
});

/** The case they hold, if it is still theirs: the other side may have ended it meanwhile. */
const heldBy = (person: Person, held: Case | undefined): Case | undefined =>
  held?.status === 'CLAIMED' && held.claimant?.personId === person.id ? held : undefined;

const letGo = (person: Person, v: Volunteer): Person => {
  const { holds: _holds, ...volunteer } = v;
  return { ...person, volunteer };
};

/** More than this nobody reads at the start of a conversation, and a transaction has room for 100 writes. */
const WORDS_AT_CLAIM = 8_000;

/** The first text says what it is about, the newest how it stands. */
const theirWords = (words: readonly string[]): string => {
  const [first = '', ...rest] = words;
  const newest = rest.join('\n');
  return [first, newest.length > WORDS_AT_CLAIM ? `… ${newest.slice(-WORDS_AT_CLAIM)}` : newest]
    .filter(Boolean)
    .join('\n');
};

/** What the texter wrote so far, in one piece: the carrier splits it and keeps the order. */
const wordsFor = (c: Case, person: Person, v: Volunteer, words: readonly string[], now: Date): NewEffect[] =>
  words.length === 0
    ? []
    : relay(
        { ...c, claimant: { personId: person.id, name: v.name, to: v.to, language: languageFor(v) } },
        'claimant',
        'v-words',
        theirWords(words),
        now,
      );

/** First wins: the shell writes case and volunteer in one transaction, on the versions that were read. */
const claim = ({ lookups, fresh }: Ask, person: Person, v: Volunteer, code: string): Decision => {
  const language = languageFor(v);
  const say = (message: string) => told(person, [systemReply(message, language, { args: { code } })], language);
  const c = lookups.coded;
  const wasAsked = c?.asked.some((a) => a.personId === person.id) || c?.claimant?.personId === person.id;
  if (c && c.status === 'CLOSED') return say('v-gone');
  if (!c || !wasAsked) return say('v-unknown-code');
  if (c.claimant?.personId === person.id) return say('v-claimed');
  if (!isClaimable(c)) return say('v-taken');
  const held = heldBy(person, lookups.held);
  if (held) return told(person, [systemReply('v-busy', language, { args: { code: held.code } })], language);

  const claimed: Case = {
    ...c,
    status: 'CLAIMED',
    claimant: { personId: person.id, name: v.name, to: v.to, language },
    nextAt: plusSeconds(fresh.now, IDLE_SECONDS),
  };
  return {
    ...told(
      { ...person, volunteer: { ...v, holds: c.id } },
      [systemReply('v-claimed', language, { args: { code } })],
      language,
    ),
    case: { kind: 'update', value: claimed },
    effects: [
      ...wordsFor(claimed, person, v, lookups.words ?? [], fresh.now),
      ...notice(claimed, 'texter', 'case-claimed', fresh.now, { name: v.name }),
      ...noticeToAsked(claimed, 'v-taken', fresh.now, person.id),
    ],
  };
};

const done = (ask: Ask, person: Person, v: Volunteer, held: Case): Decision => ({
  ...told(letGo(person, v), [systemReply('v-closed', languageFor(v), { args: { code: held.code } })], languageFor(v)),
  case: { kind: 'update', value: closeCase(held, 'done', ask.fresh.now) },
  effects: notice(held, 'texter', 'case-closed', ask.fresh.now),
});

/** Gives a case back: it waits anew. Whoever passed it is not asked again. */
export const release = (held: Case, now: Date): Pick<Decision, 'case' | 'effects'> => ({
  case: { kind: 'update', value: waitAgain(held, now) },
  effects: notice(held, 'texter', 'case-released', now),
});

const toTexter = ({ text, fresh }: Ask, person: Person, v: Volunteer, held: Case): Decision => ({
  ...told(person, [], languageFor(v)),
  outcome: { kind: 'relay', topic: held.topic, language: languageFor(v), urgent: false },
  effects: relay(held, 'texter', 'relay', text.body, fresh.now, { name: v.name }),
  case: { kind: 'update', value: { ...held, nextAt: plusSeconds(fresh.now, IDLE_SECONDS) } },
  keep: { caseId: held.id, by: 'volunteer', words: text.body },
});

/** SAY: the approved reply in the texter's language, so that a volunteer need not write law. */
const sayReply = ({ fresh }: Ask, person: Person, v: Volunteer, held: Case, topic: string): Decision => ({
  ...told(person, [systemReply('v-said', languageFor(v), { topics: [topic] })], languageFor(v)),
  effects: sayTo(held, topic, fresh.now),
  case: { kind: 'update', value: { ...held, nextAt: plusSeconds(fresh.now, IDLE_SECONDS) } },
});

const list = ({ lookups, fresh }: Ask, person: Person, v: Volunteer): Decision => {
  const language = languageFor(v);
  const waiting = (lookups.offered ?? []).filter(isClaimable);
  const line = (c: Case) =>
    `${c.code} ${c.language} ${Math.round((fresh.now.getTime() - Date.parse(c.openedAt)) / 60_000)} min`;
  const reply =
    waiting.length === 0
      ? systemReply('v-none', language)
      : systemReply('v-list', language, { args: { cases: waiting.slice(0, 5).map(line).join(', ') } });
  return told(person, [reply], language);
};

/** One text of a volunteer: a command, words for the texter whose case they hold, or a question like anybody's. */
export function decideForVolunteer(ask: Ask, v: Volunteer): Decision {
  const language = languageFor(v);
  const held = heldBy(ask.person, ask.lookups.held);
  // A conversation that the other side has ended is forgotten with the next text, whatever it says.
  const person = held || v.holds === undefined ? ask.person : letGo(ask.person, v);
  const me = person.volunteer ?? v;
  const say = (message: string, next = person) => told(next, [systemReply(message, language)], language);
  const topics = new Set(ask.live.book.topics.map(({ id }) => id));
  const command = parseVolunteerCommand(ask.text.body, topics);
  switch (command?.kind) {
    case 'code':
      return claim(ask, person, me, command.code);
    case 'done':
      return held ? done(ask, person, me, held) : say('v-not-in-case');
    case 'pass':
      return held
        ? {
            ...told(letGo(person, me), [systemReply('v-released', language, { args: { code: held.code } })], language),
            ...release(held, ask.fresh.now),
          }
        : say('v-not-in-case');
    case 'on':
      return say('v-on', { ...person, volunteer: { ...me, onDuty: true } });
    case 'off':
      return say('v-off', { ...person, volunteer: { ...me, onDuty: false } });
    case 'list':
      return list(ask, person, me);
    case 'help':
      return say('v-help');
    case 'say':
      return held ? sayReply(ask, person, me, held, command.topic) : say('v-not-in-case');
    case 'note':
    case 'who':
    case 'busy':
    case 'back':
    case 'leave':
      // Known words that do nothing yet: never taken for words to the texter ("NOTE she is alone").
      return say('v-help');
    case undefined:
      if (held && ask.text.body.trim() === '') return say(ask.text.pictures > 0 ? 'picture' : 'empty');
      return held ? toTexter(ask, person, me, held) : decideForTexter({ ...ask, person });
  }
}

/** A volunteer who opts out is off duty at once, and the case they held waits again. */
export const volunteerLeaves = (
  ask: Ask,
  v: Volunteer,
): Pick<Decision, 'case' | 'effects'> & { volunteer: Volunteer } => {
  const held = heldBy(ask.person, ask.lookups.held);
  const { holds: _holds, ...rest } = v;
  const volunteer = { ...rest, onDuty: false };
  return held && isOpen(held) ? { volunteer, ...release(held, ask.fresh.now) } : { volunteer, effects: [] };
};
