import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';

/**
 * The webhook's answer: one `<Message>` per reply, each with a status callback.
 * @see https://www.twilio.com/docs/messaging/twiml/message
 */
export function twimlOf(replies: readonly string[], statusCallback: string): string {
  const twiml = new MessagingResponse();
  for (const reply of replies) twiml.message({ action: statusCallback, method: 'POST' }, reply);
  return twiml.toString();
}
