import { SegmentedMessage } from 'sms-segments-calculator';

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
 * Counts the segments that Twilio bills for a text sent as it stands: 160 GSM-7 or 70 UCS-2 units in one segment,
 * 153 or 67 each in several, and no character is cut in two.
 * @param text at most 1,600 characters, Twilio's limit
 * @see https://www.twilio.com/docs/glossary/what-sms-character-limit
 */
export function countSegments(text: string): SegmentCount {
  const message = new SegmentedMessage(text);
  return {
    segments: message.segmentsCount,
    encoding: message.encodingName,
    units: message.encodedChars.reduce((sum, char) => sum + char.codeUnits.length, 0),
    expensive: [...new Set(message.getNonGsmCharacters())],
  };
}
