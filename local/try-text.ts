import type { Ranked } from '../lambda/hotline/answering/matcher';
import { answerText, type LiveBook } from '../lambda/hotline/conversation/answer';
import { decide } from '../lambda/hotline/conversation/decide';
import { type Sealed, unknownPerson } from '../lambda/hotline/conversation/person';
import type { Language } from '../lambda/hotline/replies/book';
import { renderRef } from '../lambda/hotline/replies/render-ref';
import { toGsm } from '../lambda/hotline/sms/gsm';
import { readConfig, runtimeSettings } from '../lib/config';

/** The organisation's own, where it has a file; else the example's. The carrier is not asked, so its words are ours. */
const SETTINGS = runtimeSettings(readConfig().config);

export interface Tried {
  readonly language: Language;
  readonly urgent: boolean;
  readonly outcome: 'answer' | 'choose' | 'unsure' | 'command' | 'greeting';
  readonly topic: string | null;
  readonly choices: readonly string[];
  readonly reply: string;
  readonly ranked: readonly Ranked[];
}

/** The same rules as the hotline's, for somebody who wrote before, has no case and was offered no menu. */
export function tryText(text: string, live: LiveBook): Tried {
  const settings = { ...SETTINGS, carrierHandlesOptOut: false };
  const decision = decide({
    person: { ...unknownPerson('somebody'), version: 1 },
    text: { sid: 'tried', body: text, pictures: 0, from: '' as Sealed, late: false },
    live,
    lookups: {},
    fresh: { now: new Date(), caseId: 'tried', code: 'A7' },
    settings,
  });
  const { kind, language, urgent, topic } = decision.outcome;
  const answer = answerText(text, live);
  return {
    language,
    urgent,
    outcome: kind === 'relay' || kind === 'silence' ? 'command' : kind,
    topic: topic ?? null,
    choices: kind === 'choose' ? answer.choices : [],
    reply: decision.replies.map((ref) => toGsm(renderRef(ref, live.book, settings))).join('\n\n'),
    ranked: answer.ranked,
  };
}
