import { type Context, Hono } from 'hono';
import type { Language, Topic } from '../../hotline/replies/book';
import { recordAudit } from '../../platform/table/audit';
import { publishDraft } from '../../platform/table/publishing';
import { type Draft, discardDraft, readDraft, readDrafts, saveDraft } from '../../platform/table/replies';
import type { ConsoleEnv, ConsoleParts } from '../parts';
import { requireRole } from '../people';
import { changesOf, findingsOf } from './changes';
import { editPage } from './edit-page';
import { type EditorBook, liveTopic, openEditorBook } from './editor-book';
import { applyForm, isLanguage, parseReplyForm, problemsOf } from './form';
import { listPage, type Row } from './list-page';
import { dayOf } from './names';
import { Preview } from './preview';
import { publishPage } from './publish-page';

type Ctx = Context<ConsoleEnv>;

/** One topic as it stands now. */
interface Standing {
  readonly editorBook: EditorBook;
  readonly live?: Topic;
  readonly draft?: Draft;
  readonly version: number;
}

/** The pages on which replies are read, edited and published. */
export function replyRoutes(parts: ConsoleParts): Hono<ConsoleEnv> {
  const { db, now, log, settings } = parts;
  const app = new Hono<ConsoleEnv>();
  const readBook = openEditorBook(db, now);
  const today = () => dayOf(now(), settings.timeZone);
  const emailOf = (c: Ctx) => c.get('admin').email;

  const standingOf = async (topicId: string): Promise<Standing> => {
    const [editorBook, draft] = await Promise.all([readBook(), readDraft(db, topicId)]);
    return { editorBook, draft, live: liveTopic(editorBook.book, topicId), version: editorBook.versions[topicId] ?? 0 };
  };

  app.use(requireRole(parts, 'editor'));

  app.get('/', async (c) => {
    const editorBook = await readBook();
    const search = (c.req.query('search') ?? '').trim().slice(0, 100);
    const { book, pointer, versions } = editorBook;
    const brought = Object.keys(pointer.starter).filter((id) => /^[a-z]/.test(id) && !liveTopic(book, id));
    const drafts = await readDrafts(db, [...book.topics.map(({ id }) => id), ...brought]);
    const rows = [...book.topics.map(({ id }) => id), ...brought].flatMap((id): Row[] => {
      const draft = drafts.get(id);
      const topic = draft?.topic ?? liveTopic(book, id);
      return topic ? [{ topic, draft, version: versions[id] ?? 0 }] : [];
    });
    const found = rows.filter(({ topic }) => holds(topic, search));
    return c.html(listPage({ parts, email: emailOf(c), editorBook, rows: found, search }));
  });

  app.post('/segments', async (c) => {
    const { text, language, field } = await c.req.parseBody();
    const known = field === 'text' || field === 'urgent' || field === 'more';
    if (typeof text !== 'string' || typeof language !== 'string' || !isLanguage(language) || !known) {
      return c.text('Bad form', 400);
    }
    const { book } = await readBook();
    const { keepAccents } = settings;
    return c.html(<Preview field={field} language={language} text={text} book={book} keepAccents={keepAccents} />);
  });

  app.get('/replies/:topic/publish', async (c) => {
    const standing = await standingOf(c.req.param('topic'));
    if (!standing.draft) return c.redirect(`/console/replies/${c.req.param('topic')}/en`);
    return showPublish(c, standing, standing.draft);
  });

  const showPublish = (c: Ctx, { live, editorBook }: Standing, draft: Draft, lookAgain = false) => {
    const findings = findingsOf(editorBook.book, draft.topic, today());
    const replaces = editorBook.pointer.version;
    const status = lookAgain ? 409 : 200;
    return c.html(publishPage({ parts, email: emailOf(c), live, draft, findings, replaces, lookAgain }), status);
  };

  app.post('/replies/:topic/publish', async (c) => {
    const topicId = c.req.param('topic');
    const body = await c.req.parseBody();
    const [draftVersion, replaces] = [Number(body.draft), Number(body.replaces)];
    const standing = await standingOf(topicId);
    const { draft, editorBook } = standing;
    if (!draft) return c.redirect(`/console/replies/${topicId}/en?done=gone`, 303);
    if (draft.version !== draftVersion || editorBook.pointer.version !== replaces)
      return showPublish(c, standing, draft, true);
    const blocked = findingsOf(editorBook.book, draft.topic, today()).some(({ severity }) => severity === 'error');
    if (blocked) return showPublish(c, standing, draft, true);
    const published = await publishDraft(db, { topicId, draftVersion, replaces, by: emailOf(c), now: now() });
    if (published.outcome === 'stale') {
      const again = await standingOf(topicId);
      return again.draft
        ? showPublish(c, again, again.draft, true)
        : c.redirect(`/console/replies/${topicId}/en?done=gone`, 303);
    }
    log.info('reply published', { topic: topicId, book: published.bookVersion });
    return c.redirect(`/console/replies/${topicId}/en?done=published`, 303);
  });

  app.post('/replies/:topic/discard', async (c) => {
    const topicId = c.req.param('topic');
    const outcome = await discardDraft(db, topicId, Number((await c.req.parseBody()).draft) || 0);
    if (outcome === 'discarded') {
      await recordAudit(db, { action: 'draft.discarded', by: emailOf(c), at: now(), topics: [topicId] });
    }
    return c.redirect(`/console/replies/${topicId}/en?done=${outcome === 'discarded' ? 'discarded' : 'kept'}`, 303);
  });

  app.get('/replies/:topic/:language', async (c) => {
    const language = c.req.param('language');
    const standing = await standingOf(c.req.param('topic'));
    if (!isLanguage(language)) return c.notFound();
    return showEdit(c, standing, language, {});
  });

  const showEdit = (
    c: Ctx,
    { draft, live, version, editorBook }: Standing,
    language: Language,
    more: Pick<Parameters<typeof editPage>[0], 'typed' | 'problems' | 'conflict'>,
  ) => {
    const topic = draft?.topic ?? live;
    if (!topic) return c.notFound();
    const done = DONE.get(c.req.query('done') ?? '');
    const { book } = editorBook;
    const props = { parts, email: emailOf(c), book, topic, version, draft, language, done, ...more };
    return c.html(editPage(props), more.conflict ? 409 : more.problems ? 422 : 200);
  };

  app.post('/replies/:topic/:language', async (c) => {
    const [topicId, language] = [c.req.param('topic'), c.req.param('language')];
    const body = await c.req.parseBody();
    const typed = parseReplyForm(body);
    const standing = await standingOf(topicId);
    const topic = standing.draft?.topic ?? standing.live;
    if (!topic || !isLanguage(language)) return c.notFound();
    if (!typed) return c.text('Bad form', 400);
    const problems = problemsOf(typed);
    if (problems.length > 0) return showEdit(c, standing, language, { typed, problems });
    if (typed.draft !== (standing.draft?.version ?? 0) || typed.version !== standing.version) {
      return showEdit(c, standing, language, { typed, conflict: true });
    }
    const here = `/console/replies/${topicId}`;
    const edited = applyForm(topic, language, typed, today());
    if (isChanged(topic, edited)) {
      const saved = await saveDraft(db, { topic: edited, editedBy: emailOf(c) }, typed.draft, now());
      if (saved.outcome === 'stale') {
        return showEdit(c, await standingOf(topicId), language, { typed, conflict: true });
      }
      await recordAudit(db, { action: 'draft.saved', by: emailOf(c), at: now(), topics: [topicId] });
    } else if (!standing.draft) return c.redirect(`${here}/${language}?done=same`, 303);
    return c.redirect(body.then === 'review' ? `${here}/publish` : `${here}/${language}?done=saved`, 303);
  });

  return app;
}

/** What an address may make a page say: nothing but these. */
const DONE = new Map(
  Object.entries({
    saved: 'Saved as a draft. Texters get it once it is published.',
    published: 'Published. Texts get the new words within 15 seconds.',
    discarded: 'The draft is discarded. These are the live words.',
    kept: 'The draft was not discarded: somebody has changed it since you opened it.',
    gone: 'There is no draft any more: somebody has published or discarded it.',
    same: 'Nothing was changed.',
  }),
);

const isChanged = (before: Topic, after: Topic): boolean =>
  changesOf(before, after).length > 0 || before.reviewed !== after.reviewed || before.reviewedOn !== after.reviewedOn;

/** Whether a search finds a topic: in its name, its titles or its words. */
function holds(topic: Topic, search: string): boolean {
  const wanted = search.toLowerCase();
  const all = [
    topic.id,
    ...Object.values(topic.title),
    ...Object.values(topic.replies).flatMap((reply) => Object.values(reply)),
  ];
  return all.some((text) => String(text).toLowerCase().includes(wanted));
}
