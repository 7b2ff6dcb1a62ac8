import { type Case, closeCase, IDLE_SECONDS, isClaimable, isOpen, plusSeconds, waitAgain } from '../cases/case';
import { notice, noticeToAsked, relay } from '../cases/notices';
import { openCase } from '../cases/open';
import type { Language } from '../replies/book';
import { type ReplyRef, systemReply, topicReply } from '../replies/reference';
import { mainMenu } from '../replies/render';
import type { HotlineSettings } from '../settings';
import { commandLanguage, parseTexterCommand, parseYesNo, type TexterCommand } from '../sms/commands';
import { answerText, type LiveBook, languageOf, urgentReplies } from './answer';
import type { Decision, Fresh, IncomingText, Lookups } from './decision';
import type { Menu, Person } from './person';

export interface Ask {
  readonly person: Person;
  readonly text: IncomingText;
  readonly live: LiveBook;
  readonly lookups: Lookups;
  readonly fresh: Fresh;
  readonly settings: HotlineSettings;
}

const ordinary = (person: Person, replies: readonly ReplyRef[], outcome: Decision['outcome']): Decision => ({
  person,
  replies,
  effects: [],
  outcome,
});

const withMenu = (person: Person, menu: Menu | undefined, topic = person.topic): Person => {
  const { menu: _old, ...rest } = person;
  return { ...rest, ...(menu ? { menu } : {}), ...(topic === undefined ? {} : { topic }) };
};

/** Opens a case, or adds to the one that is open: nobody has two. */
const urgent = (
  ask: Ask,
  about: { topic?: string; language: Language; danger: boolean },
  replies: ReplyRef[],
): Decision => {
  const { person, text, lookups, fresh } = ask;
  const { language, topic } = about;
  const outcome = { kind: 'answer', topic, language, urgent: true } as const;
  const next = withMenu({ ...person, language }, undefined, topic ?? person.topic);
  const own = lookups.own;
  const someone = systemReply('urgent-person', language);
  // Nobody could be found last time, and now it is urgent again: it waits anew, and volunteers are asked at once.
  if (own?.status === 'UNANSWERED') {
    const again = { ...waitAgain(own, fresh.now), topic: topic ?? own.topic, danger: about.danger || own.danger };
    return {
      ...ordinary(next, [...replies, someone], outcome),
      case: { kind: 'update', value: again },
      keep: { caseId: own.id, by: 'texter', words: text.body },
    };
  }
  if (own && isOpen(own)) {
    return {
      ...ordinary(next, [...replies, systemReply('urgent-again', language)], outcome),
      keep: { caseId: own.id, by: 'texter', words: text.body },
    };
  }
  const opened = openCase(person, text, about, fresh);
  return {
    ...ordinary({ ...next, caseId: opened.id }, [...replies, systemReply('urgent-person', language)], outcome),
    case: { kind: 'open', value: opened },
    keep: { caseId: opened.id, by: 'texter', words: text.body },
  };
};

const nothingSaid = ({ person, text }: Ask, language: Language): Decision =>
  ordinary(person, [systemReply(text.pictures > 0 ? 'picture' : 'empty', language)], {
    kind: 'unsure',
    language,
    urgent: false,
  });

/** In a claimed case every text goes to the volunteer; only opt-out and ERASE come first. */
const relayToVolunteer = (ask: Ask, c: Case): Decision => {
  const { person, text, fresh } = ask;
  const language = languageOf(text.body, person.language);
  // A picture alone says nothing that we could pass on: whoever sent it must know.
  if (text.body.trim() === '') return nothingSaid(ask, language);
  return {
    ...ordinary({ ...person, language }, [], { kind: 'relay', topic: c.topic, language, urgent: false }),
    effects: relay(c, 'claimant', 'v-relay', text.body, fresh.now),
    case: { kind: 'update', value: { ...c, nextAt: plusSeconds(fresh.now, IDLE_SECONDS) } },
    keep: { caseId: c.id, by: 'texter', words: text.body },
  };
};

/** What ends when a texter leaves by STOP or ERASE. */
export const leaveCase = (c: Case | undefined, now: Date): Pick<Decision, 'effects' | 'case' | 'frees'> => {
  if (c === undefined || !isOpen(c)) return { effects: [] };
  return {
    effects: c.claimant ? notice(c, 'claimant', 'v-texter-left', now) : noticeToAsked(c, 'v-gone', now),
    case: { kind: 'update', value: closeCase(c, 'texter-left', now) },
    frees: c.claimant ? [{ personId: c.claimant.personId, caseId: c.id }] : [],
  };
};

const number = (ask: Ask, chosen: number, language: Language): Decision | undefined => {
  const { person, live } = ask;
  const menu = person.menu;
  if (menu === undefined || ask.text.late) return undefined;
  if (menu.kind === 'now') {
    if (chosen === 1)
      return urgent(ask, { topic: menu.topic, language, danger: false }, urgentReplies(menu.topic, false, language));
    if (chosen !== 2) return undefined;
    const topics = [...mainMenu(live.book)];
    return ordinary(withMenu(person, { kind: 'topics', topics }), [systemReply('menu', language)], {
      kind: 'command',
      language,
      urgent: false,
    });
  }
  const topic = menu.topics[chosen - 1];
  if (topic === undefined || !live.book.topics.some((t) => t.id === topic)) return undefined;
  // The menu stays: whoever reads one topic often wants the next.
  return ordinary({ ...person, language, topic }, [topicReply(topic, language)], {
    kind: 'answer',
    topic,
    language,
    urgent: false,
  });
};

/** After "Is this happening now?" a plain yes or no is as good as 1 or 2. */
const answerToYesNo = (person: Person, body: string): TexterCommand | undefined => {
  const said = person.menu?.kind === 'now' ? parseYesNo(body) : undefined;
  return said && { kind: 'number', number: said === 'yes' ? 1 : 2 };
};

const command = (ask: Ask): Decision | undefined => {
  const { person, text, live, lookups, fresh } = ask;
  const language = person.language ?? commandLanguage(text.body) ?? languageOf(text.body);
  const parsed = parseTexterCommand(text.body) ?? answerToYesNo(person, text.body);
  if (parsed === undefined) return undefined;
  const outcome = { kind: 'command', language, urgent: false } as const;
  switch (parsed.kind) {
    case 'menu': {
      const topics = [...mainMenu(live.book)];
      return ordinary(withMenu(person, { kind: 'topics', topics }), [systemReply('menu', language)], outcome);
    }
    case 'more': {
      const topic = live.book.topics.find((t) => t.id === person.topic);
      const more = topic?.replies[language]?.more ?? topic?.replies.en.more;
      return ordinary(
        person,
        [topic && more ? topicReply(topic.id, language, 'more') : systemReply('no-more', language)],
        outcome,
      );
    }
    case 'language':
      return ordinary({ ...person, language: parsed.language }, [systemReply('language-set', parsed.language)], {
        ...outcome,
        language: parsed.language,
      });
    case 'urgent':
      return urgent(ask, { topic: undefined, language, danger: false }, urgentReplies(undefined, false, language));
    case 'erase': {
      // Everything but the one text that asked for it, so that its re-delivery erases nothing twice.
      const { id, version, role, volunteer } = person;
      const keeps = volunteer ? { volunteer } : {};
      return {
        ...ordinary(
          { id, version, role, optedOut: false, handled: [], ...keeps },
          [systemReply('erased', language)],
          outcome,
        ),
        ...leaveCase(lookups.own, fresh.now),
        erases: { wordsOf: person.caseId },
      };
    }
    case 'number':
      return number(ask, parsed.number, language);
  }
};

const menuAfter = (ask: Ask, answer: ReturnType<typeof answerText>): Menu | undefined => {
  if (answer.urgency === 'maybe') return { kind: 'now', topic: answer.topic ?? answer.choices[0] };
  switch (answer.outcome) {
    case 'choose':
      return { kind: 'topics', topics: answer.choices };
    case 'unsure':
    case 'greeting':
      return { kind: 'topics', topics: mainMenu(ask.live.book) };
    case 'answer':
      return undefined;
  }
};

/** Words that we have no answer to, of somebody who waits for a volunteer, are for the volunteer. */
const whileWaiting = (decision: Decision, c: Case | undefined, words: string): Decision =>
  c && isClaimable(c) ? { ...decision, keep: { caseId: c.id, by: 'texter', words } } : decision;

const freeText = (ask: Ask): Decision => {
  const { person, text, live, lookups } = ask;
  const body = text.body.trim();
  if (body === '') return nothingSaid(ask, person.language ?? 'en');
  const answer = answerText(body, live, person.language);
  const { language, topic } = answer;
  if (answer.urgency === 'now') return urgent(ask, { topic, language, danger: answer.danger }, [...answer.replies]);
  const next = withMenu({ ...person, language }, menuAfter(ask, answer), topic);
  const waiting = lookups.own?.status === 'WAITING';
  const replies = waiting && answer.outcome !== 'answer' ? [systemReply('urgent-again', language)] : answer.replies;
  return whileWaiting(
    ordinary(next, replies, { kind: answer.outcome, topic, language, urgent: false }),
    lookups.own,
    body,
  );
};

/** One text of a texter, after opt-out was looked at. */
export function decideForTexter(ask: Ask): Decision {
  const own = ask.lookups.own;
  const claimed = own?.status === 'CLAIMED' ? own : undefined;
  if (claimed && parseTexterCommand(ask.text.body)?.kind !== 'erase') return relayToVolunteer(ask, claimed);
  return command(ask) ?? freeText(ask);
}
