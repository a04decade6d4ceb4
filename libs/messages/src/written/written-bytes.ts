import { HEX_DIGITS, KINDS_OF_BYTE, OF_A_NAME, OF_AN_ID } from './characters.js';
import { lastMaskOf, type PackedText } from './packed-text.js';

/** Longer messages, of many addresses, go the long way. */
const CAPACITY = 8_192;
/** A word that begins at the last byte is read to its end. */
const SLACK = 4;
const LONGEST_TEXT = 100;
const MOST_NAMES = 100;
/** Of more digits than these a double may not hold every one. */
const MOST_DIGITS = 15;

const ZERO = 48;
const QUOTATION_MARK = 34;
const COMMA = 44;
const BRACKET = 93;

/** 24 bytes of RFC 3339 as six words: which of their bits are given, what they are, and six for each digit. */
const TIMESTAMP_GIVEN = Int32Array.of(0xf0f0f0f0, 0xfff0f0ff, 0xf0fff0f0, 0xf0f0fff0, 0xfff0f0ff, 0xfff0f0f0);
const TIMESTAMP_FORM = Int32Array.of(0x30303030, 0x2d30302d, 0x30543030, 0x30303a30, 0x2e30303a, 0x5a303030);
const TIMESTAMP_SIXES = Int32Array.of(0x06060606, 0x00060600, 0x06000606, 0x06060006, 0x00060600, 0x00060606);

/**
 * A message that is being read from its beginning to its end. It is read from a copy in one place: a message lies
 * anywhere, and words that begin anywhere cannot be read there. Each step says whether it found what it looks for, and
 * moves on only then.
 */
export class WrittenBytes {
  private readonly bytes = Buffer.from(new ArrayBuffer(CAPACITY + SLACK));
  private readonly view = new DataView(this.bytes.buffer);
  private readonly words = new Uint32Array(8);
  private readonly units = new Uint16Array(this.words.buffer);
  private length = 0;
  /** Where the next step begins. */
  at = 0;

  /** false: too long. */
  load(message: Uint8Array): boolean {
    if (message.length > CAPACITY) return false;
    this.bytes.set(message);
    // No step goes beyond a zero.
    this.view.setInt32(message.length, 0);
    this.length = message.length;
    this.at = 0;
    return true;
  }

  isAtEnd(): boolean {
    return this.at === this.length;
  }

  isNext(code: number): boolean {
    return this.bytes[this.at] === code;
  }

  text({ words, length, lastMask }: PackedText): boolean {
    const { view, at } = this;
    if (at + length > this.length) return false;
    const last = words.length - 1;
    for (let word = 0; word < last; word += 1) if (view.getInt32(at + 4 * word, true) !== words[word]) return false;
    if ((view.getInt32(at + 4 * last, true) & lastMask) !== words[last]) return false;
    this.at = at + length;
    return true;
  }

  /** The index of the one that is found; -1: none. */
  oneOf(texts: readonly PackedText[]): number {
    for (let index = 0; index < texts.length; index += 1) {
      const text = texts[index];
      if (text !== undefined && this.text(text)) return index;
    }
    return -1;
  }

  /** -1: none. */
  wholeNumber(): number {
    const { bytes, at } = this;
    let end = at;
    let number = 0;
    for (let code = bytes[end] ?? 0; code >= ZERO && code <= ZERO + 9; code = bytes[end] ?? 0) {
      number = number * 10 + code - ZERO;
      end += 1;
    }
    if (end === at || end - at > MOST_DIGITS || (bytes[at] === ZERO && end - at > 1)) return -1;
    this.at = end;
    return number;
  }

  /** Whether a text of an id's characters is this one. */
  id(expected: string): boolean {
    const { bytes, at } = this;
    const { length } = expected;
    if (length === 0 || length > LONGEST_TEXT) return false;
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[at + index] ?? 0;
      if (byte !== expected.charCodeAt(index) || ((KINDS_OF_BYTE[byte] ?? 0) & OF_AN_ID) === 0) return false;
    }
    this.at = at + length;
    return true;
  }

  /** A text of an id's characters, 1 to 100 of them, and the quotation mark that ends it. */
  idAndEnd(): boolean {
    const { at } = this;
    const end = this.endOfKind(at, OF_AN_ID);
    if (end === at || end - at > LONGEST_TEXT || this.bytes[end] !== QUOTATION_MARK) return false;
    this.at = end + 1;
    return true;
  }

  /** `"a","b"]`: no name, or up to a hundred of up to a hundred characters, and the bracket that ends them. */
  namesAndEnd(): boolean {
    const { bytes } = this;
    let end = this.at;
    for (let count = 0; bytes[end] === QUOTATION_MARK && count < MOST_NAMES; count += 1) {
      const first = end + 1;
      end = this.endOfKind(first, OF_A_NAME);
      if (end === first || end - first > LONGEST_TEXT || bytes[end] !== QUOTATION_MARK) return false;
      end += 1;
      if (bytes[end] !== COMMA || bytes[end + 1] !== QUOTATION_MARK) break;
      end += 1;
    }
    if (bytes[end] !== BRACKET) return false;
    this.at = end + 1;
    return true;
  }

  /** 64 lower-case hex digits, as eight words of two times two bytes, the lower one first; undefined: they are not. */
  sha256(): Uint32Array | undefined {
    const { units, at } = this;
    let signs = 0;
    for (let unit = 0; unit < 16; unit += 1) {
      const digit = at + 4 * unit;
      const value = (this.hexDigit(digit + 2) << 12) | (this.hexDigit(digit + 3) << 8) | (this.hexDigit(digit) << 4) | this.hexDigit(digit + 1);
      signs |= value;
      units[unit] = value;
    }
    if (signs < 0) return undefined;
    this.at = at + 64;
    return new Uint32Array(this.words);
  }

  /** 24 characters of the form of a timestamp, whether they are a time or not. */
  timestamp(): boolean {
    const { view, at } = this;
    if (at + 24 > this.length) return false;
    for (let word = 0; word < 6; word += 1) {
      const found = view.getInt32(at + 4 * word, true);
      const form = TIMESTAMP_FORM[word] ?? 0;
      const given = TIMESTAMP_GIVEN[word] ?? 0;
      // A digit is one of 0x30 to 0x39: also with six more it begins with a three.
      const withSixes = (found + (TIMESTAMP_SIXES[word] ?? 0)) | 0;
      if (((found ^ form) & given) !== 0 || ((withSixes ^ form) & given) !== 0) return false;
    }
    this.at = at + 24;
    return true;
  }

  /** The 24 characters that `timestamp` found last, as epoch ms; NaN: no time, or one that has to be looked at closer. */
  timeBefore(): number {
    const at = this.at - 24;
    const year = this.twoDigits(at) * 100 + this.twoDigits(at + 2);
    const month = this.twoDigits(at + 5);
    const day = this.twoDigits(at + 8);
    const hour = this.twoDigits(at + 11);
    const minute = this.twoDigits(at + 14);
    const second = this.twoDigits(at + 17);
    // Date.UTC takes the first years for others, and carries what is too much for its place.
    if (year < 100 || month < 1 || month > 12 || day < 1 || day > 28 + daysBeyond28(month) || hour > 23 || minute > 59 || second > 59) return NaN;
    return Date.UTC(year, month - 1, day, hour, minute, second, this.twoDigits(at + 20) * 10 + this.digit(at + 22));
  }

  /** The words from `from` to here, hashed. */
  hashFrom(from: number): number {
    const { view, at } = this;
    let hash = at - from;
    let place = from;
    for (; place + 4 <= at; place += 4) hash = Math.imul(hash ^ view.getInt32(place, true), 0x85eb_ca6b) ^ (hash >>> 13);
    if (place < at) hash = Math.imul(hash ^ (view.getInt32(place, true) & lastMaskOf(at - place)), 0x85eb_ca6b);
    return hash ^ (hash >>> 16);
  }

  /** The text from `from` to here. */
  textFrom(from: number): string {
    return this.bytes.toString('latin1', from, this.at);
  }

  private endOfKind(from: number, kind: number): number {
    const { bytes } = this;
    let end = from;
    while (((KINDS_OF_BYTE[bytes[end] ?? 0] ?? 0) & kind) !== 0) end += 1;
    return end;
  }

  private hexDigit(at: number): number {
    return HEX_DIGITS[this.bytes[at] ?? 0] ?? -1;
  }

  private twoDigits(at: number): number {
    return this.digit(at) * 10 + this.digit(at + 1);
  }

  private digit(at: number): number {
    return (this.bytes[at] ?? 0) - ZERO;
  }
}

/** Of the months that have them in every year. */
function daysBeyond28(month: number): number {
  if (month === 2) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 2 : 3;
}
