import { type Context, Hono } from 'hono';
import { recordAudit } from '../../platform/table/audit';
import { publishDraft } from '../../platform/table/publishing';
import { type Draft, discardDraft } from '../../platform/table/replies';
import type { ConsoleEnv, ConsoleParts } from '../parts';
import { findingsOf } from './changes';
import { publishPage } from './publish-page';
import type { Shelf, Standing } from './standing';

/** From a draft to the phones, or to nothing. */
export function publishRoutes(parts: ConsoleParts, { standingOf, today }: Shelf): Hono<ConsoleEnv> {
  const { db, now, log } = parts;
  const app = new Hono<ConsoleEnv>();
  const replyPath = (topicId: string, done?: string) => `/console/replies/${topicId}/en${done ? `?done=${done}` : ''}`;

  /** @param lookAgain after a publishing that did not happen */
  const show = (c: Context<ConsoleEnv>, standing: Standing, draft: Draft, lookAgain = false) => {
    const { live, editorBook } = standing;
    const findings = findingsOf(editorBook.book, draft.topic, today());
    const replaces = editorBook.pointer.version;
    const { email } = c.get('admin');
    return c.html(publishPage({ parts, email, live, draft, findings, replaces, lookAgain }), lookAgain ? 409 : 200);
  };

  app.get('/:topic/publish', async (c) => {
    const standing = await standingOf(c.req.param('topic'));
    return standing.draft ? show(c, standing, standing.draft) : c.redirect(replyPath(c.req.param('topic')));
  });

  app.post('/:topic/publish', async (c) => {
    const topicId = c.req.param('topic');
    const body = await c.req.parseBody();
    const [draftVersion, replaces] = [Number(body.draft), Number(body.replaces)];
    const standing = await standingOf(topicId);
    const { draft, editorBook } = standing;
    if (!draft) return c.redirect(replyPath(topicId, 'gone'), 303);
    const asShown = draft.version === draftVersion && editorBook.pointer.version === replaces;
    const findings = findingsOf(editorBook.book, draft.topic, today());
    // The page has no button then; somebody may send the form all the same.
    if (!asShown || findings.some(({ severity }) => severity === 'error')) return show(c, standing, draft, true);
    const { email } = c.get('admin');
    const published = await publishDraft(db, { topicId, draftVersion, replaces, by: email, now: now() });
    if (published.outcome === 'published') {
      log.info('reply published', { topic: topicId, book: published.bookVersion });
      return c.redirect(replyPath(topicId, 'published'), 303);
    }
    const again = await standingOf(topicId);
    return again.draft ? show(c, again, again.draft, true) : c.redirect(replyPath(topicId, 'gone'), 303);
  });

  app.post('/:topic/discard', async (c) => {
    const topicId = c.req.param('topic');
    const outcome = await discardDraft(db, topicId, Number((await c.req.parseBody()).draft) || 0);
    if (outcome === 'stale') return c.redirect(replyPath(topicId, 'kept'), 303);
    await recordAudit(db, { action: 'draft.discarded', by: c.get('admin').email, at: now(), topics: [topicId] });
    return c.redirect(replyPath(topicId, 'discarded'), 303);
  });

  return app;
}
