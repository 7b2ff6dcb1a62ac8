import { html } from 'hono/html';

/**
 * The webhook's answer: one `<Message>` per reply, each with a status callback. Hono's template escapes what it is given;
 * the `twilio` package's own builder says the same (a test holds them together) but brings 59 KB of XML library and a
 * tenth of the start-up time into the one function somebody waits for.
 * @see https://www.twilio.com/docs/messaging/twiml/message
 */
export function twimlOf(replies: readonly string[], statusCallback: string): string {
  const messages = replies.map((reply) => html`<Message action="${statusCallback}" method="POST">${reply}</Message>`);
  return `<?xml version="1.0" encoding="UTF-8"?>${html`<Response>${messages}</Response>`}`;
}
