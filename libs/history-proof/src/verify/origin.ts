import { hash } from 'node:crypto';
import type { EnvelopeHead } from '../chain/envelope-head.js';
import type { ExportedOrigin, SaltedText } from '../export/format.js';

/** Whether what stands beside an event is what its envelope has the hashes of; what is not there may have been forgotten. */
export function originFits(origin: ExportedOrigin | null, { addressHash, userAgentHash }: EnvelopeHead): boolean {
  return origin === null || (textFits(origin.address, addressHash) && textFits(origin.userAgent, userAgentHash));
}

/** Whether the envelope has the hash of something that is not there any more. */
export function isForgotten(origin: ExportedOrigin | null, { addressHash, userAgentHash }: EnvelopeHead): boolean {
  return (addressHash !== null && !origin?.address) || (userAgentHash !== null && !origin?.userAgent);
}

const SALT_BYTES = 16;
const ZERO = 0x30;
const NINE = 0x39;
/** What `a` would be counted from. */
const TEN = 0x61 - 10;
const LAST_ASCII = 0x7f;
/** What is hashed is put together here: one a process, as it is done with at once. */
let salted = Buffer.alloc(1_024);

/** SHA-256 of the salt's 16 bytes, and then the text's UTF-8 bytes. */
function textFits(text: SaltedText | null, expected: string | null): boolean {
  if (text === null) return true;
  const longest = SALT_BYTES + 3 * text.value.length;
  if (salted.length < longest) salted = Buffer.alloc(longest);
  for (let at = 0; at < SALT_BYTES; at += 1) salted[at] = hexDigit(text.salt.charCodeAt(2 * at)) * 16 + hexDigit(text.salt.charCodeAt(2 * at + 1));
  const end = writtenAscii(text.value) ?? SALT_BYTES + salted.write(text.value, SALT_BYTES);
  return hash('sha256', salted.subarray(0, end)) === expected;
}

/** Of a lower-case hex digit, which it was read as. */
function hexDigit(code: number): number {
  return code <= NINE ? code - ZERO : code - TEN;
}

/** Writes a text behind the salt byte by byte, which for a short one is done before a call of the system's own would be. @returns where it ends; undefined where it is not ASCII */
function writtenAscii(text: string): number | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > LAST_ASCII) return undefined;
    salted[SALT_BYTES + at] = code;
  }
  return SALT_BYTES + text.length;
}
