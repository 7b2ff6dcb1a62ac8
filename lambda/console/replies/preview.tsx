import type { FC } from 'hono/jsx';
import type { Language, ReplyBook } from '../../hotline/replies/book';
import { lintSentence, segmentLimit } from '../../hotline/replies/lint-sentence';
import { toGsm } from '../../hotline/sms/gsm';
import { countSegments } from '../../hotline/sms/segments';
import type { Field } from './changes';

interface PreviewProps {
  readonly field: Field;
  readonly language: Language;
  /** As it stands in the form. */
  readonly text: string;
  readonly book: ReplyBook;
  readonly keepAccents: boolean;
}

const UNUSED: { readonly [F in Field]?: string } = {
  urgent: 'Empty: the reply above is sent then, too.',
  more: 'Empty: MORE says that there is no more.',
};

/** How one text arrives on a phone, what it costs, and what speaks against it. Sent anew while somebody types. */
export const Preview: FC<PreviewProps> = ({ field, language, text, book, keepAccents }) => {
  if (text.trim() === '') return <p class="count">{UNUSED[field] ?? 'Empty.'}</p>;
  const sent = toGsm(text, { keepAccents });
  const { segments, encoding, units, expensive } = countSegments(sent);
  const limit = segmentLimit(language);
  const findings = lintSentence(text, { language, book, placeholders: [], urgent: field === 'urgent' });
  return (
    <>
      <p class="bubble" lang={language} dir="auto">
        {sent}
      </p>
      <p class={segments > limit ? 'count over' : 'count'}>
        <strong>{`${segments} of at most ${limit} segments`}</strong>
        {` · ${encoding} · ${roomLeft(segments, encoding, units)} left in this one`}
      </p>
      {sent !== text.normalize('NFC') && (
        <p class="count">Accents and signs that would double the price are left out when it is sent.</p>
      )}
      <Expensive sent={sent} segments={segments} expensive={expensive} />
      {findings.length > 0 && (
        <ul class="findings">
          {findings.map(({ message }) => (
            <li>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
};

/** 160 GSM-7 or 70 UCS-2 units in one segment, 153 or 67 each in several. */
function roomLeft(segments: number, encoding: 'GSM-7' | 'UCS-2', units: number): number {
  const [one, each] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  return Math.max(0, (segments === 1 ? one : segments * each) - units);
}

const SHOWN = 8;

/**
 * Names the few characters that make a text dear, leaving out those that would be spelt plainly without the others.
 * Where the script itself is dear there is nothing to save.
 */
const Expensive: FC<{ sent: string; segments: number; expensive: readonly string[] }> = ({
  sent,
  segments,
  expensive,
}) => {
  const culprits = expensive.filter((character) => countSegments(toGsm(character)).encoding !== 'GSM-7');
  const without = [...sent].filter((character) => !culprits.includes(character)).join('');
  const cheap = countSegments(toGsm(without));
  if (culprits.length === 0 || culprits.length > SHOWN || cheap.segments >= segments) return null;
  const names = culprits.map((character) => `“${character}”`).join(' ');
  return <p class="dear">{`${names} makes it dear: without, it takes ${cheap.segments} instead of ${segments}.`}</p>;
};
