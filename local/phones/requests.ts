import { z } from 'zod';
import { addressKind } from '../carrier/addresses';
import { type Fault, isFault } from '../carrier/faults';

/** What a script or the page may ask of a phone. Texts may be empty or far too long: the hotline must cope with them. */
export const textRequest = z.object({
  body: z.string({ error: 'body: the words of the text, a string' }),
  /** Addresses of pictures. */
  media: z
    .array(z.url({ error: 'media: a list of URLs' }))
    .max(10)
    .default([]),
});

export const phoneRequest = z.object({
  number: z
    .string({ error: 'number: a string such as +13125550123' })
    .trim()
    .refine((n) => addressKind(n) !== undefined, {
      error: 'number: E.164 such as +13125550123, a short code, or whatsapp:+13125550123',
    }),
  name: z.string().trim().min(1, 'name: not empty').max(40, 'name: at most 40 characters').default('Texter'),
  role: z.enum(['texter', 'volunteer'], { error: 'role: texter or volunteer' }).default('texter'),
});

export const faultRequest = z.object({
  fault: z.union([z.null(), z.custom<Fault>(isFault)], { error: 'fault: null, or one that GET /phones/faults lists' }),
});

/** Bytes of a request: a body of 100 KB of emoji still fits. */
export const MAX_REQUEST_BYTES = 512 * 1024;

/**
 * Reads a JSON body whatever its declared type, since `curl -d` declares a form; a real form is read as one.
 * @returns undefined when it is neither
 */
export const readBody = async (request: Request): Promise<unknown> => {
  const raw = await request.text();
  try {
    return JSON.parse(raw);
  } catch {
    const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
    return isForm && raw.includes('=') ? Object.fromEntries(new URLSearchParams(raw)) : undefined;
  }
};

/** One line for a person who reads it in a terminal. */
export const complaint = (error: z.ZodError): string => error.issues.map((issue) => issue.message).join('; ');
