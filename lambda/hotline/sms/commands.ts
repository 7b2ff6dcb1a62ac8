import type { Language } from '../replies/book';
import { bare, fold } from './words';

/*
 * Words that are commands. Each is one only when it is the whole text: in "stop, ICE is here" or "done with this" it is
 * a word like any other. None of ours is a word that carriers act on (END, CANCEL, QUIT, STOP, HELP, INFO, START, YES).
 */

const lookup = <V>(entries: readonly (readonly [V, string])[]): ReadonlyMap<string, V> =>
  new Map(entries.flatMap(([value, words]) => words.split(', ').map((word) => [word, value] as const)));

// ---- The carrier's own words

export type CarrierKeyword = 'stop' | 'start' | 'help';

/**
 * English: what Twilio acts on by default, but YES, which people also answer with.
 * @see https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
 */
const CARRIER_WORDS = lookup<CarrierKeyword>([
  ['stop', 'stop, stopall, stop all, unsubscribe, cancel, end, quit, optout, opt out, opt-out, revoke'],
  ['stop', 'alto, parar, pare, detener, cancelar, baja, darme de baja, no mas mensajes'],
  ['start', 'start, unstop, iniciar, inicio, comenzar, empezar, reanudar'],
  ['help', 'help, info, ayuda, informacion'],
]);

/** The carrier's word that a text is, where the carrier leaves them to us (setting `carrierHandlesOptOut: false`). */
export const parseCarrierKeyword = (body: string): CarrierKeyword | undefined => CARRIER_WORDS.get(bare(body));

// ---- Texters

export type TexterCommand =
  | { readonly kind: 'menu' | 'more' | 'urgent' | 'erase' }
  | { readonly kind: 'language'; readonly language: Language }
  /** An answer to a numbered list or question; 1 to 9. */
  | { readonly kind: 'number'; readonly number: number };

const TEXTER_WORDS = lookup<'menu' | 'more' | 'urgent' | 'erase'>([
  ['menu', 'menu, the menu, el menu, temas, topics'],
  ['more', 'more, mas, tell me more, dime mas, digame mas'],
  ['urgent', 'urgent, urgente, urgencia, emergency, emergencia'],
  ['erase', 'erase, borrar, borra, borre, borrar todo, erase all'],
]);

const LANGUAGE_WORDS = lookup<Language>([
  ['en', 'english, ingles, in english, en ingles'],
  ['es', 'espanol, spanish, en espanol, in spanish, castellano'],
  ['pl', 'polski, po polsku, polish, polaco'],
  ['zh', '中文, 普通话, 國語, 国语, 广东话, 廣東話, chinese, mandarin, cantonese, chino'],
  ['ar', 'العربية, عربي, بالعربية, arabic, arabe'],
  ['uk', 'українська, українською, ukrainian, ucraniano'],
  ['tl', 'tagalog, filipino'],
  ['fr', 'français, en français, french, frances'],
  ['ht', 'kreyòl, kreyòl ayisyen, kreyol, creole, haitian creole'],
  ['hi', 'हिन्दी, हिंदी, hindi'],
  ['ur', 'اردو, urdu'],
]);
/** Folded like the text it is compared with: folding takes marks off Arabic, Hindi and й too. */
const LANGUAGES_FOLDED = new Map([...LANGUAGE_WORDS].map(([word, language]) => [fold(word), language]));

const NUMBER = /^(?:(?:number|option|no|numero|opcion|la|el) ?)?([1-9])$/;
const NUMBER_WORDS = [
  'one, uno',
  'two, dos',
  'three, tres',
  'four, cuatro',
  'five, cinco',
  'six, seis',
  'seven, siete',
];
const SPELT_NUMBERS = lookup(NUMBER_WORDS.map((words, index) => [index + 1, words] as const));

const SPANISH_COMMANDS = new Set(
  'el menu, temas, mas, dime mas, digame mas, urgente, urgencia, emergencia, borrar, borra, borre, borrar todo'.split(
    ', ',
  ),
);

/** A command may be the first word of a person: MENÚ and URGENTE say what language it is, where they alone can. */
export const commandLanguage = (body: string): Language | undefined =>
  SPANISH_COMMANDS.has(bare(body)) || /^\s*menú\W*$/iu.test(body) ? 'es' : undefined;

/** What a texter asks of the hotline itself; undefined: words to be answered. */
export function parseTexterCommand(body: string): TexterCommand | undefined {
  const words = bare(body);
  const kind = TEXTER_WORDS.get(words);
  if (kind) return { kind };
  const language = LANGUAGES_FOLDED.get(words);
  if (language) return { kind: 'language', language };
  const number = Number(NUMBER.exec(words)?.[1] ?? SPELT_NUMBERS.get(words));
  return number >= 1 ? { kind: 'number', number } : undefined;
}

const YES_NO = lookup<'yes' | 'no'>([
  ['yes', 'yes, y, yeah, yep, yea, yes it is, si, sii, siii, simon, claro, asi es'],
  ['no', 'no, nope, n, not now, no it is not, ahora no, ahorita no'],
]);

/** A plain yes or no, for when we have just asked one; at any other time these are words like others. */
export const parseYesNo = (body: string): 'yes' | 'no' | undefined => YES_NO.get(bare(body));

// ---- Case codes

/** Without I and O, which look like 1 and 0 on a phone. */
export const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
export const CODE_DIGITS = '23456789';

const CODE = new RegExp(`^[${CODE_LETTERS}][${CODE_DIGITS}]{1,2}$`);

/** True for a case's code as we write it: "A7", "K42". */
export const isCode = (text: string): boolean => CODE.test(text);

const TAKES =
  /^(?:(?:i|i['’]ll|ill|i will|i can|yo|yo lo|lo|la) )?(?:(?:take|taking|tomo|tomar|acepto|agarro) )?([a-z]) ?(\d{1,2})$/;

const codeIn = (words: string): string | undefined => {
  const [, letter, digits] = TAKES.exec(words) ?? [];
  const code = `${letter?.toUpperCase()}${digits}`;
  return isCode(code) ? code : undefined;
};

// ---- Volunteers

export type VolunteerCommand =
  | { readonly kind: 'on' | 'off' | 'back' | 'pass' | 'done' | 'who' | 'list' | 'help' | 'leave' }
  /** From 1 minute to 24 hours. */
  | { readonly kind: 'busy'; readonly minutes: number }
  | { readonly kind: 'code'; readonly code: string }
  /** Words for the case alone, never for the texter. */
  | { readonly kind: 'note'; readonly text: string }
  /** A topic as the volunteer wrote it, in small letters with hyphens; the book says whether there is one. */
  | { readonly kind: 'say'; readonly topic: string };

const VOLUNTEER_WORDS = lookup<'on' | 'off' | 'back' | 'pass' | 'done' | 'who' | 'list' | 'help' | 'leave'>([
  ['on', 'on, on duty, activo, activa, de turno'],
  ['off', 'off, off duty, inactivo, inactiva, fuera de turno'],
  ['back', 'back, i am back, volvi, ya volvi, regrese, ya regrese, de vuelta'],
  ['pass', 'pass, paso, pasar'],
  ['done', 'done, listo, terminado, terminada, termine, ya termine, cerrar'],
  ['who', 'who, quien'],
  ['list', 'list, lista'],
  ['help', 'commands, comandos'],
  ['leave', 'leave, renunciar, dejar el grupo'],
]);

/** "BUSY" without a time. */
const DEFAULT_BUSY_MINUTES = 120;
const MOST_BUSY_MINUTES = 24 * 60;
const BUSY =
  /^(?:busy|ocupad[oa])(?: (?:for |por )?(?:(\d{1,2}) ?(?:h|hr|hrs|hour|hours|hora|horas))?(?: ?(\d{1,3}) ?(?:m|min|mins|minutes|minutos)?)?)?$/;

const busyMinutes = (words: string): number | undefined => {
  const match = BUSY.exec(words);
  if (!match) return undefined;
  const [, hours, minutes] = match;
  const total =
    hours === undefined && minutes === undefined
      ? DEFAULT_BUSY_MINUTES
      : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return Math.min(Math.max(total, 1), MOST_BUSY_MINUTES);
};

const NOTE = /^\s*(?:note|nota)(?:\s*:\s*|\s+)(\S[\s\S]*)$/i;
const SAY = /^(?:say|decir|di|diga) ([a-z0-9]+(?:[ -][a-z0-9]+)*)$/;

/**
 * What a volunteer asks of the hotline; undefined: words for the texter whose case they hold.
 * @param topicIds the topics of the book. Given them, SAY of anything else is no command: "say nothing and stay calm"
 *   must reach the texter.
 */
export function parseVolunteerCommand(body: string, topicIds?: ReadonlySet<string>): VolunteerCommand | undefined {
  if (body.trim() === '?') return { kind: 'help' };
  const note = NOTE.exec(body)?.[1];
  if (note !== undefined) return { kind: 'note', text: note.trim() };
  const words = bare(body);
  const kind = VOLUNTEER_WORDS.get(words);
  if (kind) return { kind };
  const code = codeIn(words);
  if (code) return { kind: 'code', code };
  const minutes = busyMinutes(words);
  if (minutes !== undefined) return { kind: 'busy', minutes };
  const topic = SAY.exec(words)?.[1]?.replaceAll(' ', '-');
  return topic !== undefined && (topicIds?.has(topic) ?? true) ? { kind: 'say', topic } : undefined;
}
