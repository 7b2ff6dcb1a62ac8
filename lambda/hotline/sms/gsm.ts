/*
 * GSM-7 has é ñ ü ¿ ¡ but not á í ó ú. One "á" turns a text of two segments into one of five, so texts are spelt without
 * those accents when they are sent. The book keeps correct spelling: it is also shown on pages, and the setting
 * `keepAccents` sends it as it is.
 */

/** The default alphabet of 3GPP TS 23.038 6.2.1, without the escape. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension: an escape before each. */
const EXTENDED = '\f^{}\\[~]|€';
const SEPTETS = new Map([...[...BASIC].map((c) => [c, 1] as const), ...[...EXTENDED].map((c) => [c, 2] as const)]);

/** Septets of one character; undefined: GSM-7 does not have it. */
export const septetsOf = (character: string): number | undefined => SEPTETS.get(character);

/** What editors and phones put in by themselves, and letters that are no letter plus accent. */
const PLAIN: { readonly [character: string]: string } = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '·': '-',
  '\t': ' ',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u200b': '',
  '\ufeff': '',
  ª: 'a',
  º: 'o',
  ł: 'l',
  Ł: 'L',
};

const ACCENTS = /\p{Mn}/gu;

const spell = (character: string): string => {
  if (SEPTETS.has(character)) return character;
  return PLAIN[character] ?? character.normalize('NFD').replace(ACCENTS, '');
};

/**
 * Spells a text in GSM-7 where that costs only accents, curly quotes and dashes. A text that would need UCS-2 all the
 * same (Chinese, an emoji) is returned as it came: there is nothing to save.
 * @param keepAccents the organisation's setting: correct spelling at more than twice the price
 */
export function toGsm(text: string, { keepAccents = false } = {}): string {
  if (keepAccents) return text;
  const spelt = [...text.normalize('NFC')].map(spell).join('');
  return [...spelt].every((character) => SEPTETS.has(character)) ? spelt : text;
}
