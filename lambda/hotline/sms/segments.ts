import { SegmentedMessage } from 'sms-segments-calculator';
import { septetsOf } from './gsm';

export interface SegmentCount {
  /** What the carrier bills; 1 even for an empty text. */
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets (an escaped character such as "[" takes two) or 16-bit units (an emoji takes two). */
  readonly units: number;
  /** The characters, each once, that force UCS-2 and so more than double the price; empty for GSM-7. */
  readonly expensive: readonly string[];
}

/**
 * GSM-7 needs no grapheme splitting, which costs the library 2 ms a text: a second for every check of a whole book.
 * A test holds this to the library's count.
 */
function countGsm(text: string): SegmentCount | undefined {
  let units = 0;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    const septets = septetsOf(character);
    if (septets === undefined) return undefined;
    units += septets;
    if (used + septets > 153) {
      segments += 1;
      used = 0;
    }
    used += septets;
  }
  return { segments: units <= 160 ? 1 : segments, encoding: 'GSM-7', units, expensive: [] };
}

/**
 * Counts the segments that Twilio bills for a text sent as it stands: 160 GSM-7 or 70 UCS-2 units in one segment,
 * 153 or 67 each in several, and no character is cut in two.
 * @param text at most 1,600 characters, Twilio's limit
 * @see https://www.twilio.com/docs/glossary/what-sms-character-limit
 */
export function countSegments(text: string): SegmentCount {
  const plain = countGsm(text);
  if (plain) return plain;
  const message = new SegmentedMessage(text);
  return {
    segments: message.segmentsCount,
    encoding: message.encodingName,
    units: message.encodedChars.reduce((sum, char) => sum + char.codeUnits.length, 0),
    expensive: [...new Set(message.getNonGsmCharacters())],
  };
}
