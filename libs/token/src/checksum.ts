import { BASE62, toBase62 } from './base62.js';

/** 62⁶ is more than 2³²: every CRC-32 has exactly one form. */
export const CHECKSUM_CHARACTERS = 6;

// Both tables stand in the module of the loops that use them: an imported one is no constant to the compiler, and
// costs those loops a fifth.

/** CRC-32 as in zlib and Ethernet (reflected polynomial 0xEDB88320, RFC 1952 §8): the step for each value of a byte. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** What each ASCII character counts in base 62; -1: it is not a digit of it. */
const digitValues = Int8Array.from({ length: 128 }, (_, code) => BASE62.indexOf(String.fromCharCode(code)));

function step(running: number, charCode: number): number {
  return (running >>> 8) ^ (crcTable[(running ^ charCode) & 0xff] ?? 0);
}

/** `charCode` is at most 127: one read beyond the table's end would make every later read slower. */
function digitValue(charCode: number): number {
  return digitValues[charCode] ?? -1;
}

/** The running value of the CRC-32 after an ASCII text; its complement is the checksum. */
export function runningCrc32(text: string): number {
  let running = -1;
  for (let at = 0; at < text.length; at++) running = step(running, text.charCodeAt(at));
  return running;
}

/** CRC-32 of the ASCII text, as 6 base-62 digits. */
export function checksumOf(text: string): string {
  return toBase62(~runningCrc32(text) >>> 0, CHECKSUM_CHARACTERS);
}

/**
 * Whether `text`, from `start` to its end, is base-62 digits, the last six of them the checksum of all the text before
 * them. `runningAtStart` is the CRC-32's running value after what stands before `start`; between `start` and the
 * checksum stands a multiple of three characters. Allocates nothing.
 */
export function endsInItsChecksum(text: string, start: number, runningAtStart: number): boolean {
  const checksumStart = text.length - CHECKSUM_CHARACTERS;
  let running = runningAtStart;
  // Three a turn is a tenth faster than one, on what runs for every request and every invented string.
  for (let at = start; at < checksumStart; at += 3) {
    const first = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    const third = text.charCodeAt(at + 2);
    if ((first | second | third) > 127) return false;
    if ((digitValue(first) | digitValue(second) | digitValue(third)) < 0) return false;
    running = step(step(step(running, first), second), third);
  }
  return checksumAt(text, checksumStart) === ~running >>> 0;
}

/** The number that the digits from `start` to the end make; -1: they are not all digits. */
function checksumAt(text: string, start: number): number {
  let checksum = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const value = code > 127 ? -1 : digitValue(code);
    if (value < 0) return -1;
    checksum = checksum * 62 + value;
  }
  return checksum;
}
