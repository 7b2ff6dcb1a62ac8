import * as z from 'zod/mini';
import { once } from '../../hotline/once';

/** Twilio sends at most 1,600 characters; whoever sends more to us is not Twilio's usual self, and is cut. */
const MAX_BODY = 1_600;

/**
 * What we read of the webhook's form; the rest is ignored.
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
const schema = once(() =>
  z.object({
    MessageSid: z.string().check(z.regex(/^(SM|MM)[0-9a-f]{32}$/)),
    From: z.string().check(z.minLength(1), z.maxLength(64)),
    To: z.string().check(z.minLength(1)),
    Body: z._default(z.string(), ''),
    NumMedia: z._default(z.string().check(z.regex(/^\d{1,2}$/)), '0'),
    OptOutType: z.optional(z.enum(['STOP', 'START', 'HELP'])),
  }),
);

export interface IncomingForm {
  /** The 16 bytes of the MessageSid, base64url. */
  readonly sid: string;
  readonly messageSid: string;
  readonly from: string;
  readonly body: string;
  readonly pictures: number;
  readonly optOutType?: 'STOP' | 'START' | 'HELP';
}

/** Control characters carry nothing a person meant; line breaks and the joiners that scripts and emoji need stay. */
const withoutControls = (body: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  body.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');

/** @returns the fields that are missing or wrong, by name, where it is no text of the carrier's */
export function parseIncoming(form: URLSearchParams): IncomingForm | { wrong: string } {
  const parsed = schema().safeParse(Object.fromEntries(form));
  if (!parsed.success)
    return { wrong: [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ') };
  const { MessageSid, From, Body, NumMedia, OptOutType } = parsed.data;
  return {
    sid: Buffer.from(MessageSid.slice(2), 'hex').toString('base64url'),
    messageSid: MessageSid,
    from: From,
    body: withoutControls(Body).toWellFormed().slice(0, MAX_BODY),
    pictures: Number(NumMedia),
    optOutType: OptOutType,
  };
}
