import { endOfPlainObject, NOT_PLAIN } from '../chain/plain-json.js';
import { type EnvelopeHead, usualHeadAt } from '../chain/envelope-head.js';
import { type ExportedEvent, type ExportedOrigin, LONGEST_LINE_BYTES, type SaltedText } from '../export/format.js';

/** An event's line that was read. */
export interface UsualEvent {
  readonly event: ExportedEvent;
  readonly head: EnvelopeHead;
  /** The place behind its line feed. */
  readonly end: number;
}

/** Text that is written as it is. */
const TEXT = String.raw`"([\x20\x21\x23-\x5b\x5d-\x7e]*)"`;
// Lengths are looked at afterwards, as in the head.
const SALTED = String.raw`(?:null|\{"value":${TEXT},"salt":"([0-9a-f]+)"\})`;
const SALT_DIGITS = 32;
const BEFORE_ORIGIN = '{"origin":';
const NULL = 0x6e;
const BESIDE = new RegExp(String.raw`\{"origin":(?:null|\{"address":${SALTED},"userAgent":${SALTED}\}),"proof":null,"event":`, 'y');
/** So much is made a text at once: one that is larger is not kept with what is soon forgotten. */
const TEXT_BYTES = 32_768;
const CLOSE_OBJECT = 0x7d;
const LINE_FEED = 0x0a;

/**
 * Reads the lines of events that are as nearly all are, without cutting them out one by one: what the speed of a
 * verification depends on. A line that is read is read as `readEvent` and `readEnvelopeHead` read it; of one that is not,
 * nothing is said, and they have to.
 */
export class UsualEvents {
  /** Some of the bytes as Latin-1, in which a place is that of the byte; what is taken from it is ASCII. */
  private text = '';
  private textFrom = 0;

  /** @param bytes whole lines of valid UTF-8 */
  constructor(private readonly bytes: Buffer) {}

  /** The event of the line that begins at a place. */
  at(place: number): UsualEvent | undefined {
    // Where the line does not end in the text, it may be read in one that begins with it.
    if (place < this.textFrom || this.text.indexOf('\n', place - this.textFrom) < 0) {
      this.textFrom = place;
      this.text = this.bytes.toString('latin1', place, place + TEXT_BYTES);
    }
    return this.read(place);
  }

  private read(place: number): UsualEvent | undefined {
    const { bytes, text, textFrom } = this;
    BESIDE.lastIndex = place - textFrom;
    const beside = BESIDE.exec(text);
    const begin = BESIDE.lastIndex;
    const read = beside ? usualHeadAt(text, begin, bytes, textFrom) : undefined;
    if (!beside || !read) return undefined;
    const data = endOfPlainObject(bytes, read.dataAt);
    // Of the envelope, of the line, and its end.
    if (data === NOT_PLAIN || bytes[data] !== CLOSE_OBJECT || bytes[data + 1] !== CLOSE_OBJECT || bytes[data + 2] !== LINE_FEED) return undefined;
    const origin = bytes[place + BEFORE_ORIGIN.length] === NULL ? null : originOf(beside);
    if (origin === undefined || data + 2 - place > LONGEST_LINE_BYTES) return undefined;
    return { event: { origin, proof: null, bytes: bytes.subarray(textFrom + begin, data + 1) }, head: read.head, end: data + 3 };
  }
}

function originOf(match: RegExpExecArray): ExportedOrigin | undefined {
  const address = saltedText(match[1], match[2]);
  const userAgent = saltedText(match[3], match[4]);
  return address === undefined || userAgent === undefined ? undefined : { address, userAgent };
}

function saltedText(value: string | undefined, salt: string | undefined): SaltedText | null | undefined {
  if (value === undefined || salt === undefined) return null;
  return salt.length === SALT_DIGITS ? { value, salt } : undefined;
}
