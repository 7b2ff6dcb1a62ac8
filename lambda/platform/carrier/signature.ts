import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/** The carrier sends about thirty; sorting and signing thousands would be work for whoever sends them. */
const MAX_FIELDS = 200;

/**
 * Whether the carrier signed this request. The signature covers the URL as the carrier was told it (origin, path and
 * query, not the fragment) and every form field.
 * @param url `PUBLIC_ORIGIN` + raw path + raw query
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export const isSigned = (
  authToken: string,
  signature: string | undefined,
  url: string,
  form: URLSearchParams,
): boolean =>
  signature !== undefined && form.size <= MAX_FIELDS && validateRequest(authToken, signature, url, fields(form));

/** A field that comes twice counts with all its values, as the carrier signs it. */
const fields = (form: URLSearchParams): Record<string, string | string[]> => {
  const found = new Map<string, string[]>();
  for (const [name, value] of form) found.set(name, [...(found.get(name) ?? []), value]);
  return Object.fromEntries(
    [...found].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
};
