/**
 * The saved form of a trained model: a few numbers and one base64 string of bytes. Weights are cut to a byte each,
 * and those too small to matter left out. No word of an example is in it, only hashes of its n-grams.
 */

/** JSON-serialisable. Version 1. */
export interface MatcherModel {
  readonly version: 1;
  readonly topics: readonly string[];
  /** How many examples the weights of n-grams were counted on. */
  readonly examples: number;
  readonly sharpness: number;
  readonly level: number;
  /** The largest weight: a weight's byte is a share of it. */
  readonly scale: number;
  /**
   * Features in the order of their keys, base64. For each, as variable-length integers: the step from the last key,
   * in how many examples it is, how many weights follow; then each weight as topic number and one byte.
   */
  readonly features: string;
}

/** Features and their weights, row by row: `topicOf` and `weightOf` from `starts[feature]` to `starts[feature + 1]`. */
export interface Rows {
  readonly keys: Uint32Array;
  readonly documents: Uint32Array;
  readonly starts: Uint32Array;
  readonly topicOf: Uint16Array;
  readonly weightOf: Float32Array;
}

/** Small weights are many and matter together, so a byte holds the root of a weight: finer steps near zero. */
export function toByte(weight: number, scale: number): number {
  return Math.round(Math.sign(weight) * Math.sqrt(Math.abs(weight) / scale) * 127);
}

export const fromByte = (byte: number, scale: number): number =>
  ((Math.sign(byte) * byte * byte) / (127 * 127)) * scale;

/** Bytes that grow; integers under 128 take one. */
export class Writer {
  private bytes = new Uint8Array(1024);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = value;
  }

  integer(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    this.byte(rest);
  }

  base64(): string {
    return Buffer.from(this.bytes.buffer, 0, this.length).toString('base64');
  }
}

/** @throws RangeError when the bytes end in the middle of a feature: the model was cut or changed */
export function readRows(features: string, scale: number): Rows {
  const bytes = Buffer.from(features, 'base64');
  let place = 0;
  const integer = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      if (place >= bytes.length) throw new RangeError('the saved matcher is incomplete');
      const byte = bytes[place++]!;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  const keys: number[] = [];
  const documents: number[] = [];
  const starts: number[] = [0];
  const topicOf: number[] = [];
  const weightOf: number[] = [];
  const byteWeights = Float32Array.from({ length: 256 }, (_, byte) => fromByte(byte < 128 ? byte : byte - 256, scale));
  for (let key = 0; place < bytes.length; ) {
    key += integer();
    keys.push(key);
    documents.push(integer());
    for (let count = integer(); count > 0; count--) {
      topicOf.push(integer());
      if (place >= bytes.length) throw new RangeError('the saved matcher is incomplete');
      weightOf.push(byteWeights[bytes[place++]!]!);
    }
    starts.push(topicOf.length);
  }
  return {
    keys: Uint32Array.from(keys),
    documents: Uint32Array.from(documents),
    starts: Uint32Array.from(starts),
    topicOf: Uint16Array.from(topicOf),
    weightOf: Float32Array.from(weightOf),
  };
}
