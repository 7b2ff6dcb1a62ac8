import type { Sealed } from '../conversation/person';
import type { Language } from '../replies/book';
import { systemReply, topicReply } from '../replies/reference';
import { splitWords } from '../sms/split';
import { type Case, plusSeconds } from './case';
import type { EffectContent, EffectKind, NewEffect } from './effect';

/** News and words are still worth something an hour later; after that they would only frighten or confuse. */
const WORTH_SECONDS = 60 * 60;

type Side = 'texter' | 'claimant';

const sideOf = (c: Case, side: Side): { personId: string; to?: Sealed; language: Language } | undefined =>
  side === 'texter' ? { ...c.texter, language: c.language } : c.claimant;

const toSide = (
  c: Case,
  side: Side,
  kind: EffectKind,
  content: (language: Language) => EffectContent,
  now: Date,
): NewEffect[] => {
  const to = sideOf(c, side);
  if (to?.to === undefined) return [];
  return [
    {
      kind,
      recipient: { personId: to.personId, to: to.to },
      caseId: c.id,
      content: content(to.language),
      giveUpAt: plusSeconds(now, WORTH_SECONDS),
    },
  ];
};

/** A system message to one side of a case; nothing where that side has no number any more. */
export const notice = (
  c: Case,
  side: Side,
  message: string,
  now: Date,
  args: Record<string, string> = {},
): NewEffect[] =>
  toSide(
    c,
    side,
    'notice',
    (language) => ({ reply: systemReply(message, language, { args: { code: c.code, ...args } }) }),
    now,
  );

/** One side's own words for the other, as `message` with `{words}`: one effect for each part that fits a text. */
export const relay = (
  c: Case,
  side: Side,
  message: string,
  words: string,
  now: Date,
  args: Record<string, string> = {},
): NewEffect[] =>
  splitWords(words).flatMap((part) =>
    toSide(
      c,
      side,
      'relay',
      (language) => ({ reply: systemReply(message, language, { args: { code: c.code, ...args } }), words: part }),
      now,
    ),
  );

/** The approved reply on a topic, for the texter, in their language. */
export const sayTo = (c: Case, topic: string, now: Date): NewEffect[] =>
  toSide(c, 'texter', 'relay', (language) => ({ reply: topicReply(topic, language) }), now);

/** The same news to everybody who was asked, but one. */
export const noticeToAsked = (c: Case, message: string, now: Date, except?: string): NewEffect[] =>
  c.asked
    .filter((a) => a.personId !== except)
    .map((a) => ({
      kind: 'notice' as const,
      recipient: { personId: a.personId, to: a.to },
      caseId: c.id,
      content: { reply: systemReply(message, a.language, { args: { code: c.code } }) },
      giveUpAt: plusSeconds(now, WORTH_SECONDS),
    }));
