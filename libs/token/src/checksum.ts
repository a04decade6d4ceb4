import { BASE62, toBase62 } from './base62.js';

/** 62⁶ is more than 2³²: every CRC-32 has exactly one form. */
export const CHECKSUM_CHARACTERS = 6;

// The tables stand in the module of the loops that use them: an imported one is no constant to the compiler, and costs
// those loops a fifth.

/** CRC-32 as in zlib and Ethernet (reflected polynomial 0xEDB88320, RFC 1952 §8): the step for each value of a byte. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
/** What a byte amounts to once one, or two, more have followed: so three bytes are taken in one step (slicing-by-N). */
const crcTableAfterOne = crcTable.map(followed);
const crcTableAfterTwo = crcTableAfterOne.map(followed);

/** What each byte counts in base 62; -1: it is not a digit of it. */
const digitValues = Int8Array.from({ length: 256 }, (_, code) => BASE62.indexOf(String.fromCharCode(code)));

function followed(running: number): number {
  return (running >>> 8) ^ (crcTable[running & 0xff] ?? 0);
}

function digitValue(byte: number): number {
  return digitValues[byte] ?? -1;
}

/** The running value of the CRC-32 after an ASCII text; its complement is the checksum. */
export function runningCrc32(text: string): number {
  let running = -1;
  for (let at = 0; at < text.length; at++) running = followed(running ^ text.charCodeAt(at));
  return running;
}

/** CRC-32 of the ASCII text, as 6 base-62 digits. */
export function checksumOf(text: string): string {
  return toBase62(~runningCrc32(text) >>> 0, CHECKSUM_CHARACTERS);
}

/**
 * Whether `bytes`, from `start` to their end, are base-62 digits, the last six of them the checksum of all that stands
 * before them. `runningAtStart` is the CRC-32's running value after what stands before `start`; between `start` and the
 * checksum stands a multiple of three bytes. Allocates nothing.
 */
export function endInTheirChecksum(bytes: Uint8Array, start: number, runningAtStart: number): boolean {
  const checksumStart = bytes.length - CHECKSUM_CHARACTERS;
  let running = runningAtStart;
  let digits = 0;
  for (let at = start; at < checksumStart; at += 3) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const third = bytes[at + 2] ?? 0;
    digits |= digitValue(first) | digitValue(second) | digitValue(third);
    running =
      (crcTableAfterTwo[(running ^ first) & 0xff] ?? 0) ^
      (crcTableAfterOne[((running >>> 8) ^ second) & 0xff] ?? 0) ^
      (crcTable[((running >>> 16) ^ third) & 0xff] ?? 0) ^
      (running >>> 24);
  }
  return digits >= 0 && checksumAt(bytes, checksumStart) === ~running >>> 0;
}

/** The number that the six digits from `start` make; -1: they are not all digits. */
function checksumAt(bytes: Uint8Array, start: number): number {
  const a = digitValue(bytes[start] ?? 0);
  const b = digitValue(bytes[start + 1] ?? 0);
  const c = digitValue(bytes[start + 2] ?? 0);
  const d = digitValue(bytes[start + 3] ?? 0);
  const e = digitValue(bytes[start + 4] ?? 0);
  const f = digitValue(bytes[start + 5] ?? 0);
  if ((a | b | c | d | e | f) < 0) return -1;
  // Two halves, each a small integer: a loop over one number would turn it into a double at the sixth digit.
  return ((a * 62 + b) * 62 + c) * 238_328 + ((d * 62 + e) * 62 + f);
}
