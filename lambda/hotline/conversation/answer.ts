import { detectLanguage } from '../answering/language';
import type { Ranked } from '../answering/matcher';
import { chooseOutcome } from '../answering/policy';
import { assessUrgency } from '../answering/urgency';
import type { Language, ReplyBook } from '../replies/book';
import { type ReplyRef, systemReply, topicReply } from '../replies/reference';

/** The reply book with the matcher that was trained on it. */
export interface LiveBook {
  readonly book: ReplyBook;
  readonly matcher: { rank(text: string, language?: string): Ranked[] };
}

/** What the hotline makes of one free text, before any state. */
export interface Answer {
  readonly language: Language;
  readonly urgency: 'now' | 'maybe' | 'no';
  readonly danger: boolean;
  readonly outcome: 'answer' | 'choose' | 'unsure' | 'greeting';
  readonly topic?: string;
  readonly choices: readonly string[];
  readonly ranked: readonly Ranked[];
  readonly replies: readonly ReplyRef[];
}

/** How sure the language must be to change what a person wrote in before. */
const LANGUAGE_SWITCH = 0.6;
/** An urgent text gets the right of its likeliest topic even when we would only have offered a choice. */
const URGENT_TOPIC = 0.15;
/** The language of a text: what it is plainly written in, else what the person wrote before, else a guess, else English. */
export const languageOf = (text: string, before?: Language): Language => {
  const detected = detectLanguage(text);
  if (detected && (before === undefined || detected.probability >= LANGUAGE_SWITCH)) return detected.language;
  return before ?? 'en';
};

/**
 * What to say when it is happening now: the safety line and the matching right first, before any question. In danger
 * without a topic the safety line stands alone: somebody who thinks of hurting themselves needs no word about doors.
 */
export const urgentReplies = (topic: string | undefined, danger: boolean, language: Language): ReplyRef[] => {
  const right = topic === undefined ? systemReply('urgent-right', language) : topicReply(topic, language, 'urgent');
  return [...(danger ? [systemReply('danger', language)] : []), ...(danger && topic === undefined ? [] : [right])];
};

const hasUrgent = (book: ReplyBook, id: string): boolean =>
  book.topics.some((topic) => topic.id === id && topic.replies.en.urgent !== undefined);

/** The likeliest topic that has words for "happening now". */
export const urgentTopic = (book: ReplyBook, ranked: readonly Ranked[]): string | undefined =>
  ranked.find((r) => r.probability >= URGENT_TOPIC && hasUrgent(book, r.topic))?.topic;

/**
 * Free text → language → urgency → topic (design 4.5). Pure: the same text and book give the same answer.
 * @param before the language the person wrote in last
 */
export function answerText(text: string, { book, matcher }: LiveBook, before?: Language): Answer {
  const language = languageOf(text, before);
  const { level: urgency, danger } = assessUrgency(text, language);
  const ranked = matcher.rank(text, language);
  const base = { language, urgency, danger, ranked, choices: [] as string[] };

  if (urgency === 'now') {
    const topic = urgentTopic(book, ranked);
    return { ...base, outcome: 'answer', topic, replies: urgentReplies(topic, danger, language) };
  }

  const chosen = chooseOutcome(ranked);
  const ask = urgency === 'maybe' ? [systemReply('ask-now', language)] : [];
  switch (chosen.outcome) {
    case 'answer':
      return { ...base, outcome: 'answer', topic: chosen.topic, replies: [topicReply(chosen.topic, language), ...ask] };
    case 'choose':
      // Asking twice in one breath would leave it open what "1" means: "is it now?" comes first, it matters more.
      return {
        ...base,
        outcome: 'choose',
        choices: chosen.choices,
        replies: ask.length > 0 ? ask : [systemReply('choose', language, { topics: chosen.choices })],
      };
    case 'greeting':
    case 'unsure': {
      const menu = systemReply('menu', language);
      return {
        ...base,
        outcome: chosen.outcome,
        replies: ask.length > 0 ? ask : [systemReply(chosen.outcome, language), menu],
      };
    }
  }
}
