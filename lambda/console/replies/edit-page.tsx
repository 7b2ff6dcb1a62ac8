import type { Child, FC } from 'hono/jsx';
import type { Language, ReplyBook, Topic } from '../../hotline/replies/book';
import { URGENT_LIMIT } from '../../hotline/replies/lint-sentence';
import type { Draft } from '../../platform/table/replies';
import { page } from '../layout';
import type { ConsoleParts } from '../parts';
import { FIELDS, type Field, fieldOf } from './changes';
import type { Problem, ReplyForm } from './form';
import { ReviewTag } from './list-page';
import { dayOf, editorName, FIELD_NAMES, languageName, when } from './names';
import { Preview } from './preview';

export interface EditProps {
  readonly parts: ConsoleParts;
  readonly email: string;
  readonly book: ReplyBook;
  /** The draft's where there is one. */
  readonly topic: Topic;
  readonly version: number;
  readonly draft?: Draft;
  readonly language: Language;
  /** What was sent and could not be kept: shown again as it was typed. */
  readonly typed?: ReplyForm;
  readonly problems?: readonly Problem[];
  /** Somebody else saved or published in between; `typed` is shown beside their words. */
  readonly conflict?: boolean;
  readonly done?: string;
}

const HINTS: { readonly [F in Field]?: string } = {
  title: 'At most 40 characters: what a texter wants to know.',
  text: 'The action first, in plain words.',
  urgent: `Said instead when agents are there now. Under ${URGENT_LIMIT} characters, the safety line first.`,
  more: 'Sent when the texter replies MORE.',
};

/** One reply in one language, with what each text looks like on a phone beside it. */
export const editPage = (props: EditProps) => {
  const { parts, email, topic, version, draft, language, typed } = props;
  const { organisation, timeZone } = parts.settings;
  return page({
    title: topic.title.en,
    organisation,
    email,
    children: (
      <>
        <p>
          <a href="/console">All replies</a>
        </p>
        <div class="head">
          <h1>{topic.title.en}</h1>
          <span class="tags">
            <span class="tag">{version === 0 ? 'Not published yet' : `Version ${version} is live`}</span>
            {draft && (
              <span class="tag warn">{`Draft by ${editorName(draft.editedBy)}, ${when(draft.editedAt, timeZone)}`}</span>
            )}
            <ReviewTag topic={topic} today={dayOf(parts.now(), timeZone)} />
          </span>
        </div>
        <Tabs {...props} />
        <Messages {...props} />
        <form
          method="post"
          action={`/console/replies/${topic.id}/${language}`}
          data-edit={typed ? 'unsaved' : 'saved'}
          data-language={language}
        >
          <input type="hidden" name="draft" value={draft?.version ?? 0} />
          <input type="hidden" name="version" value={version} />
          <div class="card">
            {FIELDS.map((field) => (
              <FormField {...props} field={field} />
            ))}
            <div class="check">
              <input type="checkbox" id="checked" name="checked" value="yes" checked={typed?.checked === 'yes'} />
              <label for="checked">
                Our organisation has checked this reply against its sources today. Without this, changed words count as
                not signed.
              </label>
            </div>
            <div class="do">
              <button type="submit" name="then" value="review">
                Save and review changes
              </button>
              <button type="submit" name="then" value="stay" class="second">
                Save draft
              </button>
            </div>
          </div>
        </form>
        {draft && <DraftActions topic={topic} draft={draft} />}
        <About topic={topic} />
      </>
    ),
  });
};

const Tabs: FC<EditProps> = ({ parts, topic, language }) => {
  const written = (Object.keys(topic.replies) as Language[]).filter(
    (known) => !parts.settings.languages.includes(known),
  );
  return (
    <nav aria-label="Language">
      <ul class="tabs">
        {[...parts.settings.languages, ...written].map((code) => (
          <li>
            <a href={`/console/replies/${topic.id}/${code}`} aria-current={code === language ? 'page' : undefined}>
              {`${languageName(code)}${topic.replies[code] ? '' : ' (missing)'}`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Messages: FC<EditProps> = ({ done, conflict, problems = [], draft, parts }) => (
  <>
    {done && (
      <div class="say good" role="status">
        <p>{done}</p>
      </div>
    )}
    {conflict && (
      <div class="say warn" role="alert">
        <p>
          <strong>
            {draft
              ? `${editorName(draft.editedBy)} saved this reply at ${when(draft.editedAt, parts.settings.timeZone)}, after you opened it.`
              : 'This reply was published or its draft discarded after you opened it.'}
          </strong>
        </p>
        <p>
          Your words are below, not saved yet, and theirs stand under each field that differs. Take over what you want
          and save again.
        </p>
      </div>
    )}
    {problems.length > 0 && (
      <div class="say bad" role="alert">
        <p>
          <strong>Not saved yet. Your words are still here.</strong>
        </p>
        <ul>
          {problems.map(({ field, says }) => (
            <li>
              <a href={`#${field}`}>{FIELD_NAMES[field]}</a>: {says}
            </li>
          ))}
        </ul>
      </div>
    )}
  </>
);

const FormField: FC<EditProps & { field: Field }> = ({
  field,
  topic,
  language,
  typed,
  problems = [],
  conflict,
  book,
  parts,
}) => {
  const stored = fieldOf(topic, language, field);
  const value = typed ? typed[field] : stored;
  const about = {
    id: field,
    name: field,
    lang: language,
    dir: 'auto' as const,
    'aria-describedby': `${field}-hint`,
    'aria-invalid': problems.some((problem) => problem.field === field) ? ('true' as const) : undefined,
  };
  return (
    <div class="field">
      <div>
        <label for={field}>{FIELD_NAMES[field]}</label>
        <p class="hint" id={`${field}-hint`}>
          {HINTS[field]}
        </p>
        {field === 'title' ? (
          <input type="text" {...about} value={value} autocomplete="off" />
        ) : (
          <textarea {...about} aria-details={`${field}-preview`} rows={4} spellcheck={true}>
            {/* A browser drops the first line break of a textarea. */}
            {`\n${value}`}
          </textarea>
        )}
        {conflict && stored !== value && <Theirs language={language}>{stored || '(empty)'}</Theirs>}
      </div>
      {field === 'title' ? (
        <div />
      ) : (
        <div class="preview">
          <div id={`${field}-preview`}>
            <Preview
              field={field}
              language={language}
              text={value}
              book={book}
              keepAccents={parts.settings.keepAccents}
            />
          </div>
          <p class="stale-note">The count could not be refreshed. Are you still signed in and online?</p>
        </div>
      )}
    </div>
  );
};

const Theirs: FC<{ language: Language; children?: Child }> = ({ language, children }) => (
  <>
    <p class="hint">Saved by the other:</p>
    <p class="theirs" lang={language} dir="auto">
      {children}
    </p>
  </>
);

const DraftActions: FC<{ topic: Topic; draft: Draft }> = ({ topic, draft }) => (
  <form class="do" method="post" action={`/console/replies/${topic.id}/discard`}>
    <input type="hidden" name="draft" value={draft.version} />
    <a class="button second" href={`/console/replies/${topic.id}/publish`}>
      Review the draft
    </a>
    <button class="quiet" type="submit">
      Discard the draft
    </button>
  </form>
);

const About: FC<{ topic: Topic }> = ({ topic }) => (
  <details class="card">
    <summary>Sources and review</summary>
    <dl>
      <dt>Topic</dt>
      <dd>{topic.id}</dd>
      <dt>Owner</dt>
      <dd>{topic.owner}</dd>
      <dt>Facts last checked</dt>
      <dd>{topic.reviewedOn}</dd>
      <dt>Law is moving</dt>
      <dd>{topic.changing ? 'Yes: the reply must say that it can change, and the year' : 'No'}</dd>
      <dt>Sources</dt>
      <dd>
        {topic.sources.map(({ title, url }) => (
          <div>
            {url?.startsWith('https://') ? (
              <a href={url} rel="noreferrer">
                {title}
              </a>
            ) : (
              title
            )}
          </div>
        ))}
      </dd>
    </dl>
  </details>
);
