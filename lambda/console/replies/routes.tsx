import { Hono } from 'hono';
import type { Topic } from '../../hotline/replies/book';
import { readDrafts } from '../../platform/table/replies';
import type { ConsoleEnv, ConsoleParts } from '../parts';
import { requireRole } from '../people';
import { editRoutes } from './edit-routes';
import { type EditorBook, liveTopic } from './editor-book';
import { isLanguage } from './form';
import { listPage, type Row } from './list-page';
import { Preview } from './preview';
import { publishRoutes } from './publish-routes';
import { openShelf } from './standing';

/** The pages on which replies are read, edited and published. */
export function replyRoutes(parts: ConsoleParts): Hono<ConsoleEnv> {
  const { settings } = parts;
  const shelf = openShelf(parts);
  const app = new Hono<ConsoleEnv>();
  app.use(requireRole(parts, 'editor'));

  app.get('/', async (c) => {
    const editorBook = await shelf.readBook();
    const search = (c.req.query('search') ?? '').trim().slice(0, 100);
    const rows = (await rowsOf(parts, editorBook)).filter(({ topic }) => holds(topic, search));
    return c.html(listPage({ parts, email: c.get('admin').email, editorBook, rows, search }));
  });

  app.post('/segments', async (c) => {
    const { text, language, field } = await c.req.parseBody();
    const known = field === 'text' || field === 'urgent' || field === 'more';
    if (typeof text !== 'string' || typeof language !== 'string' || !isLanguage(language) || !known) {
      return c.text('Bad form', 400);
    }
    const { book } = await shelf.readBook();
    const { keepAccents } = settings;
    return c.html(<Preview field={field} language={language} text={text} book={book} keepAccents={keepAccents} />);
  });

  app.route('/replies', publishRoutes(parts, shelf));
  app.route('/replies', editRoutes(parts, shelf));
  return app;
}

/** Every topic of the live book, and after them those that a release brought and nobody has published yet. */
async function rowsOf({ db }: ConsoleParts, { book, pointer, versions }: EditorBook): Promise<Row[]> {
  const brought = Object.keys(pointer.starter).filter((id) => /^[a-z]/.test(id) && !liveTopic(book, id));
  const ids = [...book.topics.map(({ id }) => id), ...brought];
  const drafts = await readDrafts(db, ids);
  return ids.flatMap((id) => {
    const draft = drafts.get(id);
    const topic = draft?.topic ?? liveTopic(book, id);
    return topic ? [{ topic, draft, version: versions[id] ?? 0 }] : [];
  });
}

/** Whether a search finds a topic: in its name, its titles or its words. */
function holds(topic: Topic, search: string): boolean {
  const wanted = search.toLowerCase();
  const replies = Object.values(topic.replies).flatMap((reply) => Object.values(reply));
  return [topic.id, ...Object.values(topic.title), ...replies].some((text) =>
    String(text).toLowerCase().includes(wanted),
  );
}
