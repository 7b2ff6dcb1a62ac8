import { systemReply } from '../replies/reference';
import { parseCarrierKeyword, parseTexterCommand, parseVolunteerCommand, parseYesNo } from '../sms/commands';
import { languageOf } from './answer';
import type { Decision, IncomingText } from './decision';
import { HANDLED_KEPT, type HandledText, type Person } from './person';
import { type Ask, decideForTexter, leaveCase } from './texter';
import { decideForVolunteer, volunteerLeaves } from './volunteer';

/** Texts of one person in ten minutes before we say "slow down", once; then we are silent, but for what is urgent. */
const RATE_LIMIT = 30;
const RATE_SECONDS = 600;

/** Stored things the decision will need besides the person: most texts need none. */
export interface Reads {
  readonly own?: string;
  readonly held?: string;
  readonly code?: string;
  readonly offered: boolean;
}

export const planReads = (person: Person, text: IncomingText): Reads => {
  const command = person.volunteer ? parseVolunteerCommand(text.body) : undefined;
  return {
    own: person.caseId,
    held: person.volunteer?.holds,
    code: command?.kind === 'code' ? command.code : undefined,
    offered: command?.kind === 'list',
  };
};

/** Which of the carrier's own words this is: as the carrier says, or as we read it where the carrier leaves it to us. */
const keywordOf = ({ text, settings }: Ask): 'stop' | 'start' | 'help' | undefined => {
  switch (text.optOutType) {
    case 'STOP':
      return 'stop';
    case 'START':
      return 'start';
    case 'HELP':
      return 'help';
    case undefined:
      return settings.carrierHandlesOptOut ? undefined : parseCarrierKeyword(text.body);
  }
};

/** An opted-out person shrinks to that one fact; a volunteer stays one, off duty, without a case. */
const optOut = (ask: Ask, answered: boolean): Decision => {
  const { person, text, lookups, fresh } = ask;
  const language = person.language ?? languageOf(text.body);
  const gone = person.volunteer ? volunteerLeaves(ask, person.volunteer) : undefined;
  // One decision changes one case: the one that somebody else waits in comes first.
  const left = gone?.case ? { effects: [] } : leaveCase(lookups.own, fresh.now);
  const { id, version, role } = person;
  return {
    ...left,
    ...(gone?.case ? { case: gone.case } : {}),
    effects: [...left.effects, ...(gone?.effects ?? [])],
    person: { id, version, role, optedOut: true, handled: [], ...(gone ? { volunteer: gone.volunteer } : {}) },
    replies: answered ? [] : [systemReply('opted-out', language)],
    outcome: { kind: 'command', language, urgent: false },
  };
};

const keyword = (ask: Ask): Decision | undefined => {
  const word = keywordOf(ask);
  if (word === undefined) return undefined;
  const { person, text } = ask;
  // The carrier has answered where it names the word: another text from us would be one too many.
  const answered = text.optOutType !== undefined;
  const language = person.language ?? languageOf(text.body);
  const outcome = { kind: 'command', language, urgent: false } as const;
  switch (word) {
    case 'stop':
      return optOut(ask, answered);
    case 'start':
      // YES is an opt-in word to the carrier; to our "Is this happening now?" it is an answer.
      if (!person.optedOut && person.menu?.kind === 'now' && parseYesNo(text.body) === 'yes') return undefined;
      return {
        person: { ...person, optedOut: false, language },
        replies: answered ? [] : [systemReply('welcome-back', language)],
        effects: [],
        outcome,
      };
    case 'help':
      // In a conversation even "help" is for the other side.
      if (person.optedOut || inConversation(ask)) return undefined;
      // Never wasted: it is a call for help, and "1" brings a person.
      return {
        person: { ...person, language, menu: { kind: 'now' } },
        replies: answered ? [] : [systemReply('help', language)],
        effects: [],
        outcome,
      };
  }
};

/** A lone STOP of somebody whose carrier answers it comes with its type; AYUDA may not be on the carrier's list. */
const callForHelp = (ask: Ask): Decision | undefined =>
  ask.text.optOutType === undefined && parseCarrierKeyword(ask.text.body) === 'help'
    ? keyword({ ...ask, settings: { ...ask.settings, carrierHandlesOptOut: false } })
    : undefined;

const silence = (person: Person): Decision => ({
  person,
  replies: [],
  effects: [],
  outcome: { kind: 'silence', language: person.language ?? 'en', urgent: false },
});

const counted = (person: Person, now: Date): Person => {
  const since = person.rate?.since;
  const running = since !== undefined && now.getTime() - Date.parse(since) < RATE_SECONDS * 1000;
  return {
    ...person,
    rate: running ? { since, count: (person.rate?.count ?? 0) + 1 } : { since: now.toISOString(), count: 1 },
  };
};

/** Too many texts: said once, then silence; but what is urgent, what a volunteer is to read, and ERASE always go through. */
const limited = (decision: Decision, person: Person): Decision => {
  const count = person.rate?.count ?? 0;
  const alwaysHeard = decision.outcome.urgent || decision.keep !== undefined || decision.erases !== undefined;
  if (count <= RATE_LIMIT || alwaysHeard || person.volunteer) return decision;
  const language = person.language ?? 'en';
  return {
    ...silence(person),
    replies: count === RATE_LIMIT + 1 ? [systemReply('slow-down', language)] : [],
  };
};

/** The right comes first; what this is comes after it, once. */
const introduced = (decision: Decision, before: Person): Decision => {
  const first = before.version <= 0 && !before.optedOut && decision.replies.length > 0 && !decision.person.optedOut;
  if (!first || decision.erases) return decision;
  const intro = systemReply('first-contact', decision.outcome.language);
  return { ...decision, replies: [...decision.replies, intro] };
};

const remember = (decision: Decision, ask: Ask): Decision => {
  if (decision.person.optedOut) return decision;
  const handled: HandledText = {
    sid: ask.text.sid,
    replies: decision.replies,
    bookVersion: ask.live.book.version,
    ...(ask.text.late ? { late: true } : {}),
  };
  return {
    ...decision,
    person: { ...decision.person, handled: [handled, ...decision.person.handled].slice(0, HANDLED_KEPT) },
  };
};

/**
 * What one text causes (design 4). Pure: the same values give the same decision, so a conflict is solved by reading and
 * deciding again. Order: opt-out, a call for help, then what a texter or a volunteer may say.
 */
export function decide(asked: Ask): Decision {
  const person = counted(asked.person, asked.fresh.now);
  const ask: Ask = { ...asked, person };
  const word = keyword(ask);
  if (word) return remember(introduced(word, asked.person), ask);
  if (person.optedOut) return silence(asked.person);
  const decided =
    (inConversation(ask) ? undefined : callForHelp(ask)) ??
    (person.volunteer ? decideForVolunteer(ask, person.volunteer) : decideForTexter(ask));
  const decision = limited(decided, person);
  return remember(introduced(decision, asked.person), ask);
}

/** In a conversation even "help" is for the other side. */
const inConversation = ({ lookups, person, text }: Ask): boolean =>
  (lookups.own?.status === 'CLAIMED' && parseTexterCommand(text.body)?.kind !== 'erase') ||
  (person.volunteer !== undefined &&
    (lookups.held?.status === 'CLAIMED' || parseVolunteerCommand(text.body) !== undefined));
