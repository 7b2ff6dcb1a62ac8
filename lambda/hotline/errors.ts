/** Stable codes: what may stand in a log, a metric or the body of a 5xx. `docs/runbook.md` says what each one means. */
export type ErrorCode =
  | 'config.invalid'
  | 'item.corrupt'
  | 'book.invalid'
  | 'sms.tooLong'
  | 'secret.unavailable'
  | 'vault.unreadable'
  | 'twilio.unavailable'
  | 'twilio.refused';

/**
 * What the caller cannot act on. Expected outcomes are return values instead.
 * The message must never hold a phone number or a word of a text: it is logged.
 */
export class HotlineError extends Error {
  override readonly name = 'HotlineError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
