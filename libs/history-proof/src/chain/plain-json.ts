const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const FIRST_PRINTABLE = 0x20;
const DEEPEST = 16;
const MOST_MEMBERS = 64;
/** Digits of an integer that every reader takes for the same number. */
const MOST_DIGITS = 15;
const WORDS = ['true', 'false', 'null'].map((word) => Buffer.from(word));
/** What is read is not of the plain kind; it may be JSON all the same. */
export const NOT_PLAIN = -1;

/**
 * Whether the bytes are one JSON object that every reader reads alike: no white space, no member twice, nothing but what
 * ECMAScript's JSON.stringify writes. What is plain, which nearly everything is, is read without making anything of it:
 * that is what the speed of a verification depends on.
 */
export function isOneObject(bytes: Buffer): boolean {
  return bytes[0] === OPEN_OBJECT && (endOfObject(bytes, 0, 0) === bytes.length || isAsWritten(bytes.toString('utf8')));
}

/** The place behind an object of the plain kind that begins at a place; NOT_PLAIN where none does. No line feed is in one. */
export function endOfPlainObject(bytes: Buffer, at: number): number {
  return bytes[at] === OPEN_OBJECT ? endOfObject(bytes, at, 0) : NOT_PLAIN;
}

/** Also refuses what is nested too deeply for this process, by the error that it makes. */
function isAsWritten(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** Each of these returns the place behind what begins at `at`, or NOT_PLAIN. */
function endOfValue(bytes: Buffer, at: number, depth: number): number {
  const first = bytes[at] ?? 0;
  if (first === QUOTE) return endOfString(bytes, at);
  if (first === OPEN_OBJECT) return endOfObject(bytes, at, depth);
  if (first === OPEN_ARRAY) return endOfArray(bytes, at, depth);
  return isDigit(first) || first === MINUS ? endOfInteger(bytes, at) : endOfWord(bytes, at);
}

function endOfObject(bytes: Buffer, from: number, depth: number): number {
  if (depth > DEEPEST) return NOT_PLAIN;
  if (bytes[from + 1] === CLOSE_OBJECT) return from + 2;
  const names: number[] = [];
  for (let at = from + 1; ; at += 1) {
    const nameEnd = endOfString(bytes, at);
    if (nameEnd === NOT_PLAIN || bytes[nameEnd] !== COLON || names.length >= 2 * MOST_MEMBERS || hasName(bytes, names, at, nameEnd)) return NOT_PLAIN;
    names.push(at, nameEnd);
    at = endOfValue(bytes, nameEnd + 1, depth + 1);
    if (at === NOT_PLAIN) return NOT_PLAIN;
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    if (bytes[at] !== COMMA) return NOT_PLAIN;
  }
}

/** @param names first and last place of each name so far */
function hasName(bytes: Buffer, names: readonly number[], from: number, end: number): boolean {
  for (let index = 0; index < names.length; index += 2) {
    const other = names[index] ?? 0;
    const otherEnd = names[index + 1] ?? 0;
    if (otherEnd - other === end - from && isSame(bytes, other, bytes, from, end - from)) return true;
  }
  return false;
}

function endOfArray(bytes: Buffer, from: number, depth: number): number {
  if (depth > DEEPEST) return NOT_PLAIN;
  if (bytes[from + 1] === CLOSE_ARRAY) return from + 2;
  for (let at = from + 1; ; at += 1) {
    at = endOfValue(bytes, at, depth + 1);
    if (at === NOT_PLAIN) return NOT_PLAIN;
    if (bytes[at] === CLOSE_ARRAY) return at + 1;
    if (bytes[at] !== COMMA) return NOT_PLAIN;
  }
}

function endOfString(bytes: Buffer, from: number): number {
  if (bytes[from] !== QUOTE) return NOT_PLAIN;
  for (let at = from + 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH || byte < FIRST_PRINTABLE) return NOT_PLAIN;
  }
  return NOT_PLAIN;
}

function endOfInteger(bytes: Buffer, from: number): number {
  const first = bytes[from] === MINUS ? from + 1 : from;
  let at = first;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  const digits = at - first;
  if (digits < 1 || digits > MOST_DIGITS) return NOT_PLAIN;
  // No zero in front, and none below zero.
  return bytes[first] === ZERO && (digits > 1 || first > from) ? NOT_PLAIN : at;
}

function endOfWord(bytes: Buffer, from: number): number {
  for (const word of WORDS) if (isSame(word, 0, bytes, from, word.length)) return from + word.length;
  return NOT_PLAIN;
}

/** Of a few bytes: a call of the system's own costs more. */
function isSame(one: Buffer, at: number, other: Buffer, otherAt: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (one[at + index] !== other[otherAt + index]) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
