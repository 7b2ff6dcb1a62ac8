import type { FC } from 'hono/jsx';
import type { Topic } from '../../hotline/replies/book';
import type { Finding } from '../../hotline/replies/lint';
import { toGsm } from '../../hotline/sms/gsm';
import { countSegments } from '../../hotline/sms/segments';
import type { Draft } from '../../platform/table/replies';
import { page } from '../layout';
import type { ConsoleParts } from '../parts';
import { type Change, changesOf, diffWords } from './changes';
import { editorName, FIELD_NAMES, languageName, when } from './names';

export interface PublishProps {
  readonly parts: ConsoleParts;
  readonly email: string;
  readonly live?: Topic;
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  /** The book that would be replaced. */
  readonly replaces: number;
  /** Publishing was asked for and something changed in between. */
  readonly lookAgain?: boolean;
}

/** What publishing changes, and what speaks against it, before anybody gets the words. */
export const publishPage = (props: PublishProps) => {
  const { parts, email, live, draft, findings, replaces, lookAgain } = props;
  const { topic } = draft;
  const { organisation, timeZone, keepAccents } = parts.settings;
  const changes = changesOf(live, topic);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return page({
    title: `Review: ${topic.title.en}`,
    organisation,
    email,
    children: (
      <div class="stack">
        <p>
          <a href={`/console/replies/${topic.id}/${changes[0]?.language ?? 'en'}`}>Back to editing</a>
        </p>
        <div class="head">
          <h1>{`Review: ${topic.title.en}`}</h1>
          <span class="soft">{`Draft by ${editorName(draft.editedBy)}, ${when(draft.editedAt, timeZone)}`}</span>
        </div>
        {lookAgain && (
          <div class="say warn" role="alert">
            <p>
              <strong>Not published: something changed after you opened this page.</strong> This is how it stands now.
              Look again, then publish.
            </p>
          </div>
        )}
        <Findings kind="bad" title="This cannot be published yet:" findings={errors} />
        <Findings
          kind="warn"
          title="It can be published, but somebody should look at this:"
          findings={findings.filter(({ severity }) => severity === 'warning')}
        />
        {live === undefined && <p>This topic is new: texters will be able to get it.</p>}
        {changes.map((change) => (
          <ChangeCard change={change} keepAccents={keepAccents} />
        ))}
        <OtherChanges live={live} topic={topic} />
        {errors.length === 0 && (
          <form class="card do" method="post" action={`/console/replies/${topic.id}/publish`}>
            <input type="hidden" name="draft" value={draft.version} />
            <input type="hidden" name="replaces" value={replaces} />
            <button type="submit">Publish</button>
            <span class="soft">Texts get the new words within 15 seconds.</span>
          </form>
        )}
      </div>
    ),
  });
};

const Findings: FC<{ kind: 'bad' | 'warn'; title: string; findings: readonly Finding[] }> = ({
  kind,
  title,
  findings,
}) =>
  findings.length === 0 ? null : (
    <div class={`say ${kind}`}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {findings.map(({ path, message }) => (
          <li>{`${placeOf(path)}: ${message}`}</li>
        ))}
      </ul>
    </div>
  );

/** "Spanish, reply" for an editor instead of a path in the book. */
function placeOf(path: Finding['path']): string {
  const [part, id, where, language, field] = path.map(String);
  if (part !== 'topics') return path.join(' ');
  if (where === 'replies' && language) {
    const name = FIELD_NAMES[field as keyof typeof FIELD_NAMES];
    return [languageName(language as never), name?.toLowerCase()].filter(Boolean).join(', ');
  }
  return [where ?? id, language && languageName(language as never)].filter(Boolean).join(', ');
}

const ChangeCard: FC<{ change: Change; keepAccents: boolean }> = ({ change, keepAccents }) => {
  const { language, field, before, after } = change;
  const count = (text: string) => (text === '' ? 0 : countSegments(toGsm(text, { keepAccents })).segments);
  return (
    <section class="card">
      <div class="head">
        <h2>{`${languageName(language)}: ${FIELD_NAMES[field].toLowerCase()}`}</h2>
        {field !== 'title' && <span class="soft">{`Segments: ${count(before)} before, ${count(after)} after`}</span>}
      </div>
      <p class="change" lang={language} dir="auto">
        {diffWords(before, after).map(({ kind, text }) =>
          kind === 'gone' ? <del>{text}</del> : kind === 'new' ? <ins>{text}</ins> : text,
        )}
      </p>
    </section>
  );
};

/** What no sentence shows: the signature, and what a release brought. */
const OtherChanges: FC<{ live?: Topic; topic: Topic }> = ({ live, topic }) => {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const lines = [
    live && live.reviewed !== topic.reviewed && !topic.reviewed && 'The changed words count as not signed.',
    topic.reviewed &&
      !(live?.reviewed && live.reviewedOn === topic.reviewedOn) &&
      `Signed as checked on ${topic.reviewedOn}.`,
    live && !same(live.examples, topic.examples) && 'The examples that texts are compared with change.',
    live && !same(live.sources, topic.sources) && 'The sources change.',
    live &&
      live.changing !== topic.changing &&
      (topic.changing ? 'Marked: the law is moving.' : 'No longer marked as moving law.'),
  ].filter((line): line is string => typeof line === 'string');
  return lines.length === 0 ? null : (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
};
