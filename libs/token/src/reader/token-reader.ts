import { type Environment, ENVIRONMENTS, HEADS, TOKEN_CHARACTERS } from '../spelling.js';
import { CompiledModule } from './engine.js';
import { expectSound } from './expect-sound.js';
import { PLACES } from './memory-places.js';
import { moduleBytes } from './module.js';
import { padding, sha256 } from './sha256.js';
import { checksumTables, readToken } from './token-shape.js';

export interface ParsedToken {
  readonly environment: Environment;
}

interface Functions {
  /** 0: no token; else 1 and the place of its environment. */
  readonly read: (text: string) => number;
  readonly hash: () => void;
}

const compiled = new CompiledModule<Functions>(moduleBytes([readToken([HEADS.live, HEADS.test]), sha256()]));
const tables = checksumTables();
const answers = [undefined, ...ENVIRONMENTS.map((environment) => Object.freeze({ environment }))] as const;

/**
 * Reads presented strings, one after the other, and hashes those that are tokens, in a few instructions of WebAssembly:
 * `crypto.hash` alone takes longer, most of it to get there and back; see ADR 29. All of it is in one memory, so a string
 * is gone over once. Each reader has 64 KiB of its own, in which the string read last remains.
 */
export class TokenReader {
  /** SHA-256 of the token read last, once `hash` was called: eight words, as digestWords makes them of 32 bytes. */
  readonly digest: Uint32Array;
  private readonly functions: Functions;

  constructor() {
    const { functions, memory } = compiled.instantiate();
    new Uint8Array(memory).set(padding(), PLACES.block + TOKEN_CHARACTERS);
    new Int32Array(memory).set(tables, PLACES.checksumTables / 4);
    this.digest = new Uint32Array(memory, PLACES.digest, 8);
    this.functions = functions;
  }

  /**
   * Whether the text has a token's shape and checksum; undefined: it can be no token, and needs no look-up. The checksum
   * is no proof of anything: it spares a look-up for typing errors and truncated or invented strings. Costs less than
   * half a SHA-256 of as many bytes; never throws for a text, and reads nothing else.
   */
  read(text: string): ParsedToken | undefined {
    return text.length === TOKEN_CHARACTERS ? answers[this.functions.read(text)] : undefined;
  }

  /** Hashes the token that `read` has just read, into `digest`. */
  hash(): void {
    this.functions.hash();
  }
}

expectSound(new TokenReader());
