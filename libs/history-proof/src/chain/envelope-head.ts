import { isOneObject } from './plain-json.js';

/** What an event's envelope says besides its data, as far as it has to fit what stands around it. */
export interface EnvelopeHead {
  readonly position: number;
  /** RFC 3339, UTC, three decimals: as text in the order of time. */
  readonly time: string;
  readonly workspaceSequence: number;
  /** SHA-256 of the workspace's event before, 64 hex digits; null for its first. */
  readonly previousHash: string | null;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly workspaceId: string;
  /** SHA-256 of a salt and what stood beside the envelope, 64 hex digits; null where there was nothing. */
  readonly addressHash: string | null;
  readonly userAgentHash: string | null;
}

// Lengths are looked at afterwards: counting makes the matching half as fast.
const NUMBER = String.raw`([1-9]\d*)`;
const HEX = '([0-9a-f]+)';
const HASH = `(?:null|"${HEX}")`;
/** Names of the store's own: visible ASCII that needs no escape. */
const NAME = String.raw`"([\x20\x21\x23-\x5b\x5d-\x7e]+)"`;
const TEXT = String.raw`"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"`;
/** Text without an escape, which is nearly all text there is. */
const UNESCAPED = String.raw`"[^"\\\x00-\x1f]*"`;
const MOST_DIGITS = 15;
const HASH_DIGITS = 64;
const SALT_DIGITS = 32;
const LONGEST_NAME = 256;
/** Every member once and in this order, as the store writes them from its first migration on. */
const headPattern = ({ text, hash, salt }: { readonly text: string; readonly hash: string; readonly salt: string }): string =>
  [
    String.raw`\{"position":${NUMBER}`,
    String.raw`"time":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"`,
    `"workspaceSequence":${NUMBER}`,
    `"previousHash":${hash}`,
    `"stream":${NAME}`,
    `"version":${NUMBER}`,
    `"type":${NAME}`,
    `"schemaVersion":${NUMBER}`,
    `"workspaceId":${NAME}`,
    String.raw`"actor":\{"type":"(?:user|token|system)","id":${text}\}`,
    `"requestId":${text}`,
    `"salt":"${salt}"`,
    `"addressHash":${hash}`,
    `"userAgentHash":${hash}`,
    '"data":',
  ].join(',');
const HEAD = new RegExp(`^${headPattern({ text: TEXT, hash: HASH, salt: HEX })}`);
/** Characters of any kind, one by one: what a hash is made of is told faster by a table. */
const characters = (number: number): string => `(${'.'.repeat(number)})`;
/** The head of nearly every envelope, to be read where it stands among others by `usualHeadAt`. */
const USUAL_HEAD = new RegExp(headPattern({ text: UNESCAPED, hash: `(?:"${characters(HASH_DIGITS)}"|null)`, salt: characters(SALT_DIGITS) }), 'y');
/** Of what stands before the data, in bytes. */
const LONGEST_HEAD = 4_096;
const CLOSE_OBJECT = 0x7d;

/**
 * Reads an envelope's stored bytes, which are UTF-8. Whatever is not exactly of its form, as with a member missing, added,
 * doubled or moved, is none: two readers could read two things in it.
 */
export function readEnvelopeHead(bytes: Buffer): EnvelopeHead | undefined {
  // Read as Latin-1 a text's places are those of its bytes; what is taken from it is ASCII.
  const match = HEAD.exec(bytes.toString('latin1', 0, LONGEST_HEAD));
  if (match === null || bytes[bytes.length - 1] !== CLOSE_OBJECT || !isOneObject(bytes.subarray(match[0].length, -1))) return undefined;
  return isAsWritten(match[0]) ? headOf(match) : undefined;
}

/**
 * Reads the head of an envelope that is as nearly all are, where it stands in a longer text; what it finds is what
 * `readEnvelopeHead` would. Of the data it says where they begin.
 *
 * @param text Latin-1
 * @returns undefined where it is not of that kind, which says nothing of it
 */
export function usualHeadAt(text: string, begin: number, bytes: Buffer, bytesFrom: number): { readonly head: EnvelopeHead; readonly dataAt: number } | undefined {
  USUAL_HEAD.lastIndex = begin;
  const match = USUAL_HEAD.exec(text);
  const dataAt = USUAL_HEAD.lastIndex;
  if (match === null || dataAt - begin > LONGEST_HEAD || !areHashesHex(match, bytes, bytesFrom + begin, bytesFrom + dataAt)) return undefined;
  const head = headOf(match);
  return head && { head, dataAt: bytesFrom + dataAt };
}

const TIME_CHARACTERS = 24;
const BETWEEN_POSITION_AND_HASH = '{"position":,"time":"","workspaceSequence":,"previousHash":"'.length + TIME_CHARACTERS;
const NULL_CHARACTERS = 4;

/** Whether the digits of the hashes and of the salt are digits; where they stand follows from the lengths of what is around them. */
function areHashesHex(match: RegExpExecArray, bytes: Buffer, begin: number, dataAt: number): boolean {
  const userAgentAt = dataAt - ',"data":'.length - charactersOf(match[12]);
  const addressAt = userAgentAt - ',"userAgentHash":'.length - charactersOf(match[11]);
  const saltAt = addressAt - '",'.length - '"addressHash":'.length - SALT_DIGITS;
  const previousAt = begin + BETWEEN_POSITION_AND_HASH + (match[1]?.length ?? 0) + (match[3]?.length ?? 0);
  return (
    (match[4] === undefined || isHex(bytes, previousAt, HASH_DIGITS)) &&
    isHex(bytes, saltAt, SALT_DIGITS) &&
    (match[11] === undefined || isHex(bytes, addressAt + 1, HASH_DIGITS)) &&
    (match[12] === undefined || isHex(bytes, userAgentAt + 1, HASH_DIGITS))
  );
}

/** Of a hash with its quotation marks, or of what stands in its place. */
function charactersOf(hash: string | undefined): number {
  return hash === undefined ? NULL_CHARACTERS : HASH_DIGITS + 2;
}

const IS_HEX = new Uint8Array(256);
for (const digit of Buffer.from('0123456789abcdef')) IS_HEX[digit] = 1;

function isHex(bytes: Buffer, from: number, digits: number): boolean {
  for (let at = from; at < from + digits; at += 1) if (IS_HEX[bytes[at] ?? 0] !== 1) return false;
  return true;
}

/** What the captures of a head say; undefined where one is not as long as it has to be. */
function headOf(match: RegExpExecArray): EnvelopeHead | undefined {
  const at = (place: number): string => match[place] ?? '';
  const [position, sequence, version] = [at(1), at(3), at(6)];
  const [stream, type, workspaceId] = [at(5), at(7), at(9)];
  const [previousHash = null, addressHash = null, userAgentHash = null] = [match[4], match[11], match[12]];
  const areNumbers = position.length <= MOST_DIGITS && sequence.length <= MOST_DIGITS && version.length <= MOST_DIGITS && at(8).length <= MOST_DIGITS;
  const areNames = stream.length <= LONGEST_NAME && type.length <= LONGEST_NAME && workspaceId.length <= LONGEST_NAME;
  const areHashes = isHash(previousHash) && isHash(addressHash) && isHash(userAgentHash) && at(10).length === SALT_DIGITS;
  if (!areNumbers || !areNames || !areHashes) return undefined;
  return { position: Number(position), time: at(2), workspaceSequence: Number(sequence), previousHash, stream, version: Number(version), type, workspaceId, addressHash, userAgentHash };
}

/** Whether the escapes of a head, read as Latin-1, are those that JSON.stringify writes. */
function isAsWritten(head: string): boolean {
  if (!head.includes('\\')) return true;
  const json = `${head}{}}`;
  try {
    return JSON.stringify(JSON.parse(json)) === json;
  } catch {
    return false;
  }
}

function isHash(hex: string | null): boolean {
  return hex === null || hex.length === HASH_DIGITS;
}
