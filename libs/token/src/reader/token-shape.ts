import { crcTableAfter, runningCrc32 } from '../checksum.js';
import { CHECKSUM_START, HEAD_CHARACTERS, TOKEN_CHARACTERS } from '../spelling.js';
import {
  add, and, andVectors, byteOf, bytesAbove, bytesAtMost, charCodeAt, type Code, constant, either, equal, isEveryByteSet, isProductAndSum, isBelow,
  load, loadByte, loadVector, type Local, multiply, or, orVectors, shiftLeft, shiftRight, splat, storeByte, subtractBytes, xor,
} from './instructions.js';
import { PLACES } from './memory-places.js';
import { Locals, type WasmFunction } from './module.js';

/** Bytes of the CRC-32 in one step: as many tables, of four bytes for each of 256. The 30 random characters are five steps. */
const STEP = 6;

/** The tables that the function looks its steps up in, to stand at PLACES.checksumTables: of the last byte of a step first. */
export function checksumTables(): Int32Array {
  return Int32Array.from(Array.from({ length: STEP }, (_, following) => [...crcTableAfter(following)]).flat());
}

/**
 * Copies a string of TOKEN_CHARACTERS into memory and answers with which of two heads it begins, 1 or 2, where its other
 * characters are base-62 digits and the last six of them the CRC-32 of all that stands before them; else 0. No branch.
 */
export function readToken(heads: readonly [string, string]): WasmFunction {
  const locals = new Locals(['string']);
  const [code, every, isFirst, isSecond, running] = Array.from({ length: 5 }, () => locals.variable('i32')) as [Local, Local, Local, Local, Local];
  const digits = new Digits(locals);
  const statements = [
    copy(locals.parameter(0), code, every),
    isFirst.set(beginsWith(heads[0])),
    isSecond.set(beginsWith(heads[1])),
    running.set(either(isFirst.get, constant(runningCrc32(heads[0])), constant(runningCrc32(heads[1])))),
    checksumSteps(running, code),
    digits.load(),
    multiply(
      add(isFirst.get, shiftLeft(isSecond.get, 1)),
      and(isBelow(every.get, 0x80), digits.areAll(), digits.endInChecksum(xor(running.get, constant(-1)))),
    ),
  ];
  return { name: 'read', locals, results: ['i32'], code: statements.flat() };
}

/** `every` gathers the bits of all characters: one beyond ASCII is seen in it, whatever its lower byte is. */
function copy(text: Local, code: Local, every: Local): Code {
  return Array.from({ length: TOKEN_CHARACTERS }, (_, at) => [
    ...storeByte(PLACES.block + at, code.tee(charCodeAt(text, at))),
    ...every.set(at === 0 ? code.get : or(every.get, code.get)),
  ]).flat();
}

/** Compares two words and a character. */
function beginsWith(head: string): Code {
  const word = (at: number): number => [3, 2, 1, 0].reduce((value, byte) => value * 256 + head.charCodeAt(at + byte), 0);
  return and(...[0, 4].map((at) => equal(load(PLACES.block + at), constant(word(at)))), equal(loadByte(PLACES.block + 8), constant(head.charCodeAt(8))));
}

/** Takes the random characters into the CRC-32's running value, six a step. */
function checksumSteps(running: Local, four: Local): Code {
  const table = (following: number, index: Code): Code => load(PLACES.checksumTables + 1_024 * following, index);
  const byte = (number: number): Code => and(number === 0 ? shiftLeft(four.get, 2) : shiftRight(four.get, 8 * number - 2), constant(0x3fc));
  const steps = (CHECKSUM_START - HEAD_CHARACTERS) / STEP;
  return Array.from({ length: steps }, (_, step) => {
    const at = PLACES.block + HEAD_CHARACTERS + step * STEP;
    const later = [4, 5].map((more) => table(5 - more, shiftLeft(loadByte(at + more), 2)));
    const earlier = [0, 1, 2, 3].map((number) => table(5 - number, byte(number)));
    return [...four.set(xor(load(at), running.get)), ...running.set(xor(...later, ...earlier))];
  }).flat();
}

/** The 36 characters after the head, as three vectors of sixteen that overlap; the last one ends in the checksum. */
class Digits {
  private readonly vectors: readonly Local[];
  private readonly values: Local;

  constructor(locals: Locals) {
    this.vectors = locals.several(3, 'v128');
    this.values = locals.variable('v128');
  }

  load(): Code {
    const starts = [HEAD_CHARACTERS, HEAD_CHARACTERS + 16, TOKEN_CHARACTERS - 16];
    const loads = this.vectors.flatMap((vector, at) => vector.set(loadVector(PLACES.block + (starts[at] ?? 0))));
    const last = this.vectors[2]?.get ?? [];
    // 0-9, then A-Z, then a-z: between them stand seven and six other characters of ASCII.
    const beyond = (character: string, gap: number): Code => andVectors(bytesAbove(last, splat(character.charCodeAt(0))), splat(gap));
    return [...loads, ...this.values.set(subtractBytes(last, splat(0x30), beyond('9', 7), beyond('Z', 6)))];
  }

  areAll(): Code {
    return isEveryByteSet(andVectors(...this.vectors.map(({ get }) => areDigits(get))));
  }

  endInChecksum(checksum: Code): Code {
    const [a, b, c, d, e, f] = [10, 11, 12, 13, 14, 15].map((lane) => byteOf(this.values.get, lane)) as [Code, Code, Code, Code, Code, Code];
    const three = (first: Code, second: Code, third: Code): Code => add(multiply(add(multiply(first, constant(62)), second), constant(62)), third);
    return isProductAndSum(three(a, b, c), 62 ** 3, three(d, e, f), checksum);
  }
}

function areDigits(characters: Code): Code {
  const upToNine = bytesAtMost(subtractBytes(characters, splat(0x30)), splat(9));
  // The bit that lower case has and upper case has not; it makes no other character a letter.
  const letters = bytesAtMost(subtractBytes(orVectors(characters, splat(0x20)), splat(0x61)), splat(25));
  return orVectors(upToNine, letters);
}
