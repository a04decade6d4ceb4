import {
  add, addWords, and, type Code, constant, fourWords, load, loadVector, type Local, or, orVectors, pickBytes, pickWords, rotateRight,
  shiftWordsLeft, shiftWordsRight, store, storeVector, xor, xorVectors,
} from './instructions.js';
import { TOKEN_CHARACTERS } from '../spelling.js';
import { PLACES } from './memory-places.js';
import { Locals, type WasmFunction } from './module.js';
import { INITIAL_HASH, ROUND_CONSTANTS } from './sha256-constants.js';

/**
 * SHA-256 (FIPS 180-4 §6.2.2) of the one block in memory, all 64 rounds written out, the message schedule four words at a
 * time. There is no branch and no look-up: it takes as long whatever the token is. Variables are named as in the standard.
 */
export function sha256(): WasmFunction {
  const locals = new Locals([]);
  const schedule = new Schedule(locals);
  const rounds = new Rounds(locals);
  const code: Code[] = [schedule.first(), rounds.begin()];
  for (let round = 0; round < 64; round += 1) {
    if (round % 4 === 0 && round < 48) code.push(schedule.fourWords(round + 16));
    code.push(rounds.round(round));
  }
  code.push(rounds.end());
  return { name: 'hash', locals, results: [], code: code.flat() };
}

/** What stands after the token in the only block: a bit, zeros, and the token's length in bits (§5.1.1). */
export function padding(): Uint8Array {
  const bytes = new Uint8Array(64 - TOKEN_CHARACTERS);
  bytes[0] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, TOKEN_CHARACTERS * 8);
  return bytes;
}

/** The message schedule W, of which sixteen words are held, as vectors of four; with K added they go to memory. */
class Schedule {
  private readonly words: readonly Local[];
  private readonly before: Local;
  private readonly partial: Local;
  private readonly last: Local;

  constructor(locals: Locals) {
    this.words = locals.several(4, 'v128');
    [this.before, this.partial, this.last] = [locals.variable('v128'), locals.variable('v128'), locals.variable('v128')];
  }

  /** W0 to W15 are the block's own words, most significant byte first. */
  first(): Code {
    const reversed = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];
    return this.words.flatMap((words, at) => {
      const block = loadVector(PLACES.block + 16 * at);
      return [...words.set(pickBytes(block, block, reversed)), ...this.keep(words, 4 * at)];
    });
  }

  /** W[t] to W[t+3], each σ1(W[t-2]) + W[t-7] + σ0(W[t-15]) + W[t-16]; the last two need the first two. */
  fourWords(t: number): Code {
    const { before, partial, last } = this;
    const [w16, w12, w8, w4] = [0, 1, 2, 3].map((at) => this.group(t / 4 + at)) as [Local, Local, Local, Local];
    const none = fourWords([0, 0, 0, 0]);
    return [
      ...before.set(pickWords(w16.get, w12.get, [1, 2, 3, 4])),
      ...partial.set(addWords(w16.get, pickWords(w8.get, w4.get, [1, 2, 3, 4]), smallSigma(before, 7, 18, 3))),
      ...last.set(pickWords(w4.get, none, [2, 3, 4, 4])),
      ...partial.set(addWords(partial.get, smallSigma(last, 17, 19, 10))),
      ...last.set(pickWords(none, partial.get, [0, 0, 4, 5])),
      ...w16.set(addWords(partial.get, smallSigma(last, 17, 19, 10))),
      ...this.keep(w16, t),
    ];
  }

  private keep(words: Local, t: number): Code {
    return storeVector(PLACES.schedule + 4 * t, addWords(words.get, fourWords(ROUND_CONSTANTS.slice(t, t + 4))));
  }

  private group(number: number): Local {
    return at(this.words, number % 4);
  }
}

/** The working variables a to h; what moves from one to the next in each round are their names here, so nothing is copied. */
class Rounds {
  private readonly working: readonly Local[];
  private readonly sum: Local;
  /** a ⊕ b, which is the next round's b ⊕ c, by turns in one of two. */
  private readonly differences: readonly Local[];

  constructor(locals: Locals) {
    this.working = locals.several(8, 'i32');
    this.sum = locals.variable('i32');
    this.differences = locals.several(2, 'i32');
  }

  begin(): Code {
    const [, b, c] = this.variables(0);
    return [...this.working.flatMap((variable, at) => variable.set(constant(INITIAL_HASH[at] ?? 0))), ...at(this.differences, 1).set(xor(b.get, c.get))];
  }

  round(t: number): Code {
    const [a, b, , d, e, f, g, h] = this.variables(t);
    const [ab, bc] = [at(this.differences, t % 2), at(this.differences, (t + 1) % 2)];
    const choice = xor(and(xor(f.get, g.get), e.get), g.get);
    const majority = xor(and(ab.tee(xor(a.get, b.get)), bc.get), b.get);
    return [
      ...this.sum.set(add(h.get, load(PLACES.schedule + 4 * t), choice, bigSigma(e, 6, 11, 25))),
      ...d.set(add(this.sum.get, d.get)),
      ...h.set(add(this.sum.get, majority, bigSigma(a, 2, 13, 22))),
    ];
  }

  end(): Code {
    return this.working.flatMap((variable, at) => [
      ...this.sum.set(add(variable.get, constant(INITIAL_HASH[at] ?? 0))),
      ...store(PLACES.digest + 4 * at, bytesReversed(this.sum)),
    ]);
  }

  /** a to h in this round. */
  private variables(t: number): [Local, Local, Local, Local, Local, Local, Local, Local] {
    return this.working.map((_, index) => at(this.working, (index - t + 64) % 8)) as ReturnType<typeof this.variables>;
  }
}

/** Σ: x rotated by each of three, exclusive or; one rotation of another's result, as fewer steps. */
function bigSigma(x: Local, first: number, second: number, third: number): Code {
  const inner = xor(rotateRight(x.get, third - second), x.get);
  return rotateRight(xor(rotateRight(inner, second - first), x.get), first);
}

/** σ of four words: rotated by each of two, shifted by the third, exclusive or. */
function smallSigma(x: Local, first: number, second: number, shift: number): Code {
  const rotated = (bits: number): Code => orVectors(shiftWordsRight(x.get, bits), shiftWordsLeft(x.get, 32 - bits));
  return xorVectors(rotated(first), rotated(second), shiftWordsRight(x.get, shift));
}

function bytesReversed(x: Local): Code {
  return or(and(rotateRight(x.get, 24), constant(0x00ff_00ff)), and(rotateRight(x.get, 8), constant(0xff00_ff00)));
}

function at(locals: readonly Local[], index: number): Local {
  const local = locals[index];
  if (local === undefined) throw new RangeError(`no variable ${index}`);
  return local;
}
