/**
 * As much of WebAssembly's binary format (W3C WebAssembly Core 2.0, chapter 5) as one function needs, so that its
 * instructions can be written as nested expressions, without a tool to build them.
 */
export type Code = readonly number[];

/** An unsigned number, as LEB128. */
export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** A signed number of 32 bits, as LEB128. */
function signed(value: number): Code {
  const rest = value >> 6;
  return rest === 0 || rest === -1 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

const sum = (operation: Code, terms: readonly Code[]): Code => terms.reduce((code, term) => [...code, ...term, ...operation]);
const vector = (operation: number): Code => [0xfd, ...unsigned(operation)];

/** Numbers of 32 bits. */
export const constant = (value: number): Code => [0x41, ...signed(value | 0)];
export const add = (...terms: readonly Code[]): Code => sum([0x6a], terms);
export const multiply = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const and = (...terms: readonly Code[]): Code => sum([0x71], terms);
export const or = (...terms: readonly Code[]): Code => sum([0x72], terms);
export const xor = (...terms: readonly Code[]): Code => sum([0x73], terms);
export const shiftRight = (a: Code, bits: number): Code => [...a, ...constant(bits), 0x76];
export const shiftLeft = (a: Code, bits: number): Code => [...a, ...constant(bits), 0x74];
export const rotateRight = (a: Code, bits: number): Code => [...a, ...constant(bits), 0x78];
export const equal = (a: Code, b: Code): Code => [...a, ...b, 0x46];
/** Without a sign. */
export const isBelow = (a: Code, limit: number): Code => [...a, ...constant(limit), 0x49];
export const either = (condition: Code, then: Code, otherwise: Code): Code => [...then, ...otherwise, ...condition, 0x1b];
/** Whether a × factor + b, of numbers without a sign and with no bit lost, is c. */
export const isProductAndSum = (a: Code, factor: number, b: Code, c: Code): Code => [
  ...[...a, 0xad, 0x42, ...signed(factor), 0x7e],
  ...[...b, 0xad, 0x7c, ...c, 0xad, 0x51],
];

/** Memory, at `offset` bytes after the computed address; little-endian, aligned or not. */
export const load = (offset: number, address: Code = constant(0)): Code => [...address, 0x28, 0, ...unsigned(offset)];
export const loadByte = (offset: number): Code => [...constant(0), 0x2d, 0, ...unsigned(offset)];
export const store = (offset: number, value: Code): Code => [...constant(0), ...value, 0x36, 0, ...unsigned(offset)];
export const storeByte = (offset: number, value: Code): Code => [...constant(0), ...value, 0x3a, 0, ...unsigned(offset)];

/** Vectors: four lanes of 32 bits, or sixteen of 8. */
export const splat = (byte: number): Code => [...vector(0x0c), ...new Array<number>(16).fill(byte)];
export const fourWords = (words: readonly number[]): Code => [...vector(0x0c), ...words.flatMap((word) => [0, 8, 16, 24].map((bits) => (word >>> bits) & 0xff))];
export const loadVector = (offset: number): Code => [...constant(0), ...vector(0), 0, ...unsigned(offset)];
export const storeVector = (offset: number, value: Code): Code => [...constant(0), ...value, ...vector(0x0b), 0, ...unsigned(offset)];
/** Bytes 0 to 15 are those of a, 16 to 31 those of b. */
export const pickBytes = (a: Code, b: Code, bytes: readonly number[]): Code => [...a, ...b, ...vector(0x0d), ...bytes];
/** Lanes 0 to 3 are those of a, 4 to 7 those of b. */
export const pickWords = (a: Code, b: Code, lanes: readonly number[]): Code =>
  pickBytes(a, b, lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]));
export const addWords = (...terms: readonly Code[]): Code => sum(vector(0xae), terms);
export const shiftWordsRight = (a: Code, bits: number): Code => [...a, ...constant(bits), ...vector(0xad)];
export const shiftWordsLeft = (a: Code, bits: number): Code => [...a, ...constant(bits), ...vector(0xab)];
export const andVectors = (...terms: readonly Code[]): Code => sum(vector(0x4e), terms);
export const orVectors = (...terms: readonly Code[]): Code => sum(vector(0x50), terms);
export const xorVectors = (...terms: readonly Code[]): Code => sum(vector(0x51), terms);
export const subtractBytes = (...terms: readonly Code[]): Code => sum(vector(0x71), terms);
/** Each byte 255 where it is so, else 0; without a sign. */
export const bytesAbove = (a: Code, b: Code): Code => [...a, ...b, ...vector(0x28)];
export const bytesAtMost = (a: Code, b: Code): Code => [...a, ...b, ...vector(0x2a)];
export const isEveryByteSet = (a: Code): Code => [...a, ...vector(0x63)];
export const byteOf = (a: Code, lane: number): Code => [...a, ...vector(0x16), lane];

/** A parameter or variable of a function. */
export class Local {
  readonly get: Code;

  constructor(private readonly index: number) {
    this.get = [0x20, ...unsigned(index)];
  }

  set(value: Code): Code {
    return [...value, 0x21, ...unsigned(this.index)];
  }

  /** Sets it, and is its value. */
  tee(value: Code): Code {
    return [...value, 0x22, ...unsigned(this.index)];
  }
}

/** Calls the module's imported function; see module.ts. */
export const charCodeAt = (text: Local, at: number): Code => [...text.get, ...constant(at), 0x10, 0];
