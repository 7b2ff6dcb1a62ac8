import type { LiveBook } from '../../lambda/hotline/conversation/answer';
import type { Messages, ReplyBook, Topic } from '../../lambda/hotline/replies/book';
import { COMMON_PLACEHOLDERS, MESSAGES } from '../../lambda/hotline/replies/messages';

const topic = (id: string, urgent: boolean): Topic => ({
  id,
  title: { en: `Title ${id}`, es: `Tema ${id}` },
  replies: {
    en: { text: `${id} text`, ...(urgent ? { urgent: `${id} urgent` } : {}), more: `${id} more` },
    es: { text: `${id} texto`, ...(urgent ? { urgent: `${id} urgente` } : {}) },
  },
  examples: { en: [id], es: [id] },
  sources: [{ title: 'A source' }],
  reviewedOn: '2026-11-24',
  owner: 'Tests',
  reviewed: false,
  changing: false,
});

const messages = Object.fromEntries(
  Object.entries(MESSAGES).map(([id, placeholders]) => {
    // `first-contact` shows that what every message may use is filled too.
    const named = id === 'first-contact' ? COMMON_PLACEHOLDERS : (placeholders as readonly string[]);
    const values = named.map((name) => ` {${name}}`).join('');
    return [id, { en: `${id}${values}`, es: `${id} es${values}` }];
  }),
) as Messages;

const book: ReplyBook = {
  version: 3,
  topics: [topic('home-door', true), topic('warrant', false), topic('call-911', false)],
  messages,
  systemExamples: { greeting: { en: ['hello'] }, 'out-of-scope': { en: ['weather'] } },
};

/** A tiny book whose matcher knows a topic when the text names it, and knows nothing else. */
export const liveBook: LiveBook = {
  book,
  matcher: {
    rank: (text) => {
      const known = ['home-door', 'warrant', 'call-911', 'greeting'];
      const named = known.filter((id) => text.toLowerCase().includes(id.replace('home-', '')));
      const rest = known.filter((id) => !named.includes(id));
      const each = named.length > 0 ? 0.96 / named.length : 0;
      const other = 0.04 / (rest.length + 1);
      return [
        ...named.map((id) => ({ topic: id, probability: each })),
        ...rest.map((id) => ({ topic: id, probability: other })),
        { topic: 'out-of-scope', probability: 1 - each * named.length - other * rest.length },
      ].sort((a, b) => b.probability - a.probability);
    },
  },
};
