import { hash } from 'node:crypto';
import { checksumOf } from '../checksum.js';
import { type Environment, ENVIRONMENTS, HEADS, RANDOM_CHARACTERS } from '../spelling.js';
import { digestWords } from './digest-words.js';

interface Reader {
  readonly digest: Uint32Array;
  read(text: string): { readonly environment: Environment } | undefined;
  hash(): void;
}

/**
 * Compares a reader with node:crypto, a token of each environment and as many that are altered.
 *
 * @throws where they differ: such a process would refuse every good token, and must not start.
 */
export function expectSound(reader: Reader): void {
  for (const environment of ENVIRONMENTS) {
    const body = (HEADS[environment] + '0aZ9'.repeat(RANDOM_CHARACTERS)).slice(0, HEADS[environment].length + RANDOM_CHARACTERS);
    const token = body + checksumOf(body);
    if (reader.read(token.replace('0', '1')) !== undefined || reader.read(token)?.environment !== environment) throw unsound('read');
    reader.hash();
    if (!digestWords(hash('sha256', token, 'buffer')).every((word, at) => word === reader.digest[at])) throw unsound('hashed');
  }
}

function unsound(done: string): Error {
  return new Error(`tokens are not ${done} here as they have to be: a fault of this processor or JavaScript engine`);
}
