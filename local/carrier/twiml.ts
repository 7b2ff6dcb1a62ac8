/** One `<Message>` of a TwiML answer. */
export interface TwimlMessage {
  readonly body: string;
  readonly media: readonly string[];
  /** As written: it may be relative to the webhook's URL. */
  readonly statusCallback?: string;
}

/** Thrown for what Twilio reports as error 12100 (document parse failure) and answers from the fallback URL instead. */
export class TwimlError extends Error {
  override readonly name = 'TwimlError';
}

/**
 * Reads the messages of a TwiML document. Verbs that this hotline never uses (Redirect, Dial …) are errors here, so
 * that nobody believes they were followed.
 * @param xml an answer of at most 64 KB
 * @throws TwimlError for anything but well-formed `<Response>` with `<Message>` elements
 * @see https://www.twilio.com/docs/messaging/twiml/message
 */
export const parseTwiml = (xml: string): TwimlMessage[] => {
  const root = parseXml(xml);
  if (root.name !== 'Response') throw new TwimlError('the root element is not <Response>');
  return root.children.map((verb) => {
    if (verb.name !== 'Message') throw new TwimlError('only <Message> is known here');
    const parts = (name: string) => verb.children.filter((child) => child.name === name).map((child) => child.text);
    const callback = verb.attributes.get('statusCallback') ?? verb.attributes.get('action');
    return {
      body: parts('Body').length > 0 ? parts('Body').join('') : verb.text.trim(),
      media: parts('Media').map((url) => url.trim()),
      ...(callback !== undefined && callback !== '' && { statusCallback: callback }),
    };
  });
};

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;

/** Enough XML for TwiML: elements, attributes, text, CDATA and comments; no document type, so no entity tricks. */
function parseXml(xml: string): Element {
  const top: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Element[] = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const token = TOKEN.exec(xml);
    const inside = open.at(-1);
    if (token === null || inside === undefined) throw new TwimlError('the document is not well-formed');
    const [, cdata, closed, opened, attributes, selfClosed, text] = token;
    if (text !== undefined) inside.text += decode(text);
    else if (cdata !== undefined) inside.text += cdata;
    else if (closed !== undefined) {
      if (inside.name !== closed || inside === top) throw new TwimlError('an end tag does not match');
      open.pop();
    } else if (opened !== undefined) {
      const element: Element = { name: opened, attributes: readAttributes(attributes ?? ''), children: [], text: '' };
      inside.children.push(element);
      if (selfClosed !== '/') open.push(element);
    }
  }
  const [root, ...others] = top.children;
  if (open.length !== 1 || root === undefined || others.length > 0 || top.text.trim() !== '') {
    throw new TwimlError('the document has not exactly one root element');
  }
  return root;
}

const readAttributes = (source: string): Map<string, string> =>
  new Map(
    [...source.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, double, single]) => [
      name ?? '',
      decode(double ?? single ?? ''),
    ]),
  );

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));|&/g, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    const character = NAMED[name];
    if (character === undefined) throw new TwimlError(`${whole} is no entity`);
    return character;
  });
