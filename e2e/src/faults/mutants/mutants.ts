import type { Mutant } from './mutant.js';

const ACCEPTED = 'no accept after a confirmed revocation';
const REFUSED = 'no refusal of a confirmed token while fresh';

/** Protections whose absence shows in real processes. The others show in the simulation of the protocol, which can place a pause between any two steps. */
export const MUTANTS: readonly Mutant[] = [
  {
    protection: 'freshness is checked on every request',
    file: 'libs/token-replica/dist/freshness/freshness.js',
    takeOut: 'return this.ageAt(wallMs) <= this.boundMs;',
    putIn: 'return this.knownSince !== undefined;',
    fault: 'the broker stands still',
    breaks: ACCEPTED,
  },
  {
    protection: 'a closed record counts only if the digest agrees',
    file: 'libs/token-replica/dist/reading/counting.js',
    takeOut: 'if (record.digest !== seen.digest)',
    putIn: 'if (false)',
    fault: 'the topic is deleted and made again',
    breaks: REFUSED,
  },
  {
    protection: 'a message is applied only if its version is higher than what is held',
    file: 'libs/token-replica/dist/content/token-content.js',
    takeOut: 'version <= this.rows.version(row)',
    putIn: 'version < 0',
    fault: 'appended late',
    breaks: ACCEPTED,
  },
  {
    protection: 'a receipt waits for every boot in the table, read after the commit',
    file: 'apps/token-service/dist/publication/boots/replica-boots.js',
    takeOut: 'export async function bootsConcernedBy(query, position) {',
    putIn: `let known;
export async function bootsConcernedBy(query, position) {
    return (known ??= await readBoots(query, position));
}
async function readBoots(query, position) {`,
    fault: 'just joined',
    breaks: ACCEPTED,
  },
];
