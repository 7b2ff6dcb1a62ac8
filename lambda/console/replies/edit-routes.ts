import { type Context, Hono } from 'hono';
import type { Language, Topic } from '../../hotline/replies/book';
import { recordAudit } from '../../platform/table/audit';
import { saveDraft } from '../../platform/table/replies';
import type { ConsoleEnv, ConsoleParts } from '../parts';
import { changesOf } from './changes';
import { type EditProps, editPage } from './edit-page';
import { applyForm, isLanguage, parseReplyForm, problemsOf } from './form';
import type { Shelf, Standing } from './standing';

/** What an address may make a page say: nothing but these. */
const DONE = new Map([
  ['saved', 'Saved as a draft. Texters get it once it is published.'],
  ['published', 'Published. Texts get the new words within 15 seconds.'],
  ['discarded', 'The draft is discarded. These are the live words.'],
  ['kept', 'The draft was not discarded: somebody has changed it since you opened it.'],
  ['gone', 'There is no draft any more: somebody has published or discarded it.'],
  ['same', 'Nothing was changed.'],
]);

/** One reply in one language: read it, change it, keep it as a draft. */
export function editRoutes(parts: ConsoleParts, { standingOf, today }: Shelf): Hono<ConsoleEnv> {
  const { db, now } = parts;
  const app = new Hono<ConsoleEnv>();

  const show = (
    c: Context<ConsoleEnv>,
    { draft, live, version, editorBook: { book } }: Standing,
    language: Language,
    more: Pick<EditProps, 'typed' | 'problems' | 'conflict'> = {},
  ) => {
    const topic = draft?.topic ?? live;
    if (!topic) return c.notFound();
    const done = DONE.get(c.req.query('done') ?? '');
    const { email } = c.get('admin');
    const status = more.conflict ? 409 : more.problems ? 422 : 200;
    return c.html(editPage({ parts, email, book, topic, version, draft, language, done, ...more }), status);
  };

  app.get('/:topic/:language', async (c) => {
    const language = c.req.param('language');
    return isLanguage(language) ? show(c, await standingOf(c.req.param('topic')), language) : c.notFound();
  });

  app.post('/:topic/:language', async (c) => {
    const { topic: topicId, language } = c.req.param();
    const body = await c.req.parseBody();
    const standing = await standingOf(topicId);
    const topic = standing.draft?.topic ?? standing.live;
    if (!topic || !isLanguage(language)) return c.notFound();
    const typed = parseReplyForm(body);
    if (!typed) return c.text('Bad form', 400);
    const problems = problemsOf(typed);
    if (problems.length > 0) return show(c, standing, language, { typed, problems });
    // Also when a publishing has ended the draft that was seen: its words may not be the ones in this form.
    const asSeen = typed.draft === (standing.draft?.version ?? 0) && typed.version === standing.version;
    if (!asSeen) return show(c, standing, language, { typed, conflict: true });

    const here = `/console/replies/${topicId}`;
    const edited = applyForm(topic, language, typed, today());
    if (isChanged(topic, edited)) {
      const { email } = c.get('admin');
      const { outcome } = await saveDraft(db, { topic: edited, editedBy: email }, typed.draft, now());
      if (outcome === 'stale') return show(c, await standingOf(topicId), language, { typed, conflict: true });
      await recordAudit(db, { action: 'draft.saved', by: email, at: now(), topics: [topicId] });
    } else if (!standing.draft) return c.redirect(`${here}/${language}?done=same`, 303);
    return c.redirect(body.then === 'review' ? `${here}/publish` : `${here}/${language}?done=saved`, 303);
  });

  return app;
}

const isChanged = (before: Topic, after: Topic): boolean =>
  changesOf(before, after).length > 0 || before.reviewed !== after.reviewed || before.reviewedOn !== after.reviewedOn;
