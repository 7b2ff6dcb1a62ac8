import type { FC } from 'hono/jsx';
import type { Language, Topic } from '../../hotline/replies/book';
import { REVIEW_DAYS } from '../../hotline/replies/lint';
import { toGsm } from '../../hotline/sms/gsm';
import { countSegments } from '../../hotline/sms/segments';
import type { Draft } from '../../platform/table/replies';
import { page } from '../layout';
import type { ConsoleParts } from '../parts';
import type { EditorBook } from './editor-book';
import { dayOf, editorName, languageName, when } from './names';

export interface Row {
  /** The draft's where there is one. */
  readonly topic: Topic;
  /** 0 for a topic that was never published. */
  readonly version: number;
  readonly draft?: Draft;
}

interface ListProps {
  readonly parts: ConsoleParts;
  readonly email: string;
  readonly editorBook: EditorBook;
  readonly rows: readonly Row[];
  readonly search: string;
}

/** Every reply at a glance: what is live, what waits, what is missing. */
export const listPage = ({ parts, email, editorBook, rows, search }: ListProps) => {
  const { organisation, timeZone } = parts.settings;
  const { version, publishedAt, publishedBy } = editorBook.pointer;
  const drafts = rows.filter(({ draft }) => draft).length;
  return page({
    title: 'Replies',
    organisation,
    email,
    children: (
      <>
        <div class="head">
          <h1>Replies</h1>
          <span class="soft">
            {`Book ${version}, published ${when(publishedAt, timeZone)} by ${editorName(publishedBy)}`}
          </span>
        </div>
        <search>
          <form class="search">
            <input
              type="search"
              name="search"
              value={search}
              aria-label="Search replies"
              placeholder="Search replies"
            />
            <button class="second" type="submit">
              Search
            </button>
          </form>
        </search>
        <p class="soft">
          {`${rows.length} ${rows.length === 1 ? 'reply' : 'replies'}${search ? ` with “${search}”` : ''}, ${drafts === 0 ? 'no drafts' : `${drafts} with a draft`}`}
        </p>
        <ul class="replies">
          {rows.map((row) => (
            <ListItem row={row} parts={parts} />
          ))}
        </ul>
      </>
    ),
  });
};

const ListItem: FC<{ row: Row; parts: ConsoleParts }> = ({ row: { topic, version, draft }, parts }) => {
  const { languages, timeZone } = parts.settings;
  return (
    <li>
      <div>
        <a href={`/console/replies/${topic.id}/en`}>{topic.title.en}</a>
        <div class="soft">{`${topic.id} · ${version === 0 ? 'not published yet' : `version ${version}`}`}</div>
      </div>
      <div class="tags">
        {draft && <span class="tag warn">{`Draft by ${editorName(draft.editedBy)}`}</span>}
        {languages.map((language) => (
          <LanguageTag topic={topic} language={language} keepAccents={parts.settings.keepAccents} />
        ))}
        <ReviewTag topic={topic} today={dayOf(parts.now(), timeZone)} />
      </div>
    </li>
  );
};

const LanguageTag: FC<{ topic: Topic; language: Language; keepAccents: boolean }> = ({
  topic,
  language,
  keepAccents,
}) => {
  const text = topic.replies[language]?.text;
  if (text === undefined) return <span class="tag bad">{`${languageName(language)} missing`}</span>;
  const { segments } = countSegments(toGsm(text, { keepAccents }));
  return <span class="tag">{`${languageName(language)} ${segments} seg.`}</span>;
};

/** Whether a person has signed the words, and how long ago the facts were looked at. */
export const ReviewTag: FC<{ topic: Topic; today: string }> = ({ topic, today }) => {
  const days = (Date.parse(today) - Date.parse(topic.reviewedOn)) / 86_400_000;
  if (!topic.reviewed) return <span class="tag warn">Not signed</span>;
  if (days > (topic.changing ? REVIEW_DAYS.changing : REVIEW_DAYS.settled))
    return <span class="tag warn">{`Review is ${days} days old`}</span>;
  return <span class="tag good">{`Signed ${topic.reviewedOn}`}</span>;
};
