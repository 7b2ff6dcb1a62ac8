import type { Language } from '../../hotline/replies/book';
import { RELEASE } from '../../platform/table/audit';
import type { Draft } from '../../platform/table/replies';

const names = new Intl.DisplayNames(['en'], { type: 'language' });
export const languageName = (language: Language): string => names.of(language) ?? language;

export const FIELD_NAMES = {
  title: 'Menu line',
  text: 'Reply',
  urgent: 'When it is happening now',
  more: 'What MORE adds',
} as const;

/** A person, or the release that brought the words. */
export const editorName = (by: Draft['editedBy']): string => (by === RELEASE ? 'a new release of the hotline' : by);

/** In the organisation's own time. */
export const when = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(iso));

/** YYYY-MM-DD, the organisation's day. */
export const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
