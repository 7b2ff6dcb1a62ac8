import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Sealed } from '../../hotline/conversation/person';
import { HotlineError } from '../../hotline/errors';

/**
 * Turns numbers into ids that cannot be turned back, and seals what must be read again. Keys come from the one secret.
 * AES-256-GCM; the context (whose number, which effect) is authenticated, so that a sealed value cannot be moved to
 * another item.
 */
export interface Vault {
  /** Keyed hash of a channel address, 22 characters. The same address always gives the same id. */
  personId(address: string): string;
  sealAddress(personId: string, address: string): Sealed;
  openAddress(personId: string, sealed: Sealed): string;
  seal(context: string, words: string): string;
  /** @throws HotlineError 'vault.unreadable' when the key or the context is another, or the value was changed */
  open(context: string, sealed: string): string;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = (base64: string, name: string): Buffer => {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new HotlineError('secret.unavailable', `The secret's ${name} is not 32 bytes of base64`);
  return key;
};

/**
 * @param pepper base64 of 32 bytes; changing it makes everybody a stranger
 * @param vaultKey base64 of 32 bytes; changing it makes open cases unreachable
 */
export function openVault({ pepper, vaultKey }: { pepper: string; vaultKey: string }): Vault {
  const hashKey = keyOf(pepper, 'pepper');
  const sealKey = keyOf(vaultKey, 'vaultKey');

  const seal = (context: string, words: string): string => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), sealed]).toString('base64url');
  };

  const open = (context: string, sealed: string): string => {
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      if (bytes[0] !== VERSION) throw new Error('unknown version');
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(context)).setAuthTag(tag);
      return decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (cause) {
      throw new HotlineError('vault.unreadable', 'A sealed value cannot be opened with this key', { cause });
    }
  };

  return {
    personId: (address) => createHmac('sha256', hashKey).update(address).digest().subarray(0, 16).toString('base64url'),
    sealAddress: (personId, address) => seal(`address ${personId}`, address) as Sealed,
    openAddress: (personId, sealed) => open(`address ${personId}`, sealed),
    seal,
    open,
  };
}
