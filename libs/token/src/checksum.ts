import { toBase62 } from './base62.js';

/** 62⁶ is more than 2³²: every CRC-32 has exactly one form. */
export const CHECKSUM_CHARACTERS = 6;

/** CRC-32 as in zlib and Ethernet (reflected polynomial 0xEDB88320, RFC 1952 §8): the step for each value of a byte. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
function followed(running: number): number {
  return (running >>> 8) ^ (crcTable[running & 0xff] ?? 0);
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

/** For each value of a byte: what it amounts to in the running value once so many others, all zero, have followed. */
export function crcTableAfter(following: number): Int32Array {
  return following === 0 ? crcTable : crcTableAfter(following - 1).map(followed);
}
