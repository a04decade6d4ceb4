import type { Guarantee } from '../history/violation.js';
import type { Mutant } from './mutant.js';

const ACCEPTED: Guarantee = 'no accept after a confirmed revocation';

/** Protections whose absence shows in real processes. The others show in the simulation of the protocol, which can place a pause between any two steps. */
export const MUTANTS: readonly Mutant[] = [
  {
    protection: 'freshness is checked on every request',
    log: 'kafka',
    file: 'libs/token-replica/dist/freshness/freshness.js',
    takeOut: 'return this.ageAt(wallMs) <= this.boundMs;',
    putIn: 'return this.knownSince !== undefined;',
    fault: 'the broker stands still',
    // A replica that does not know how stale it is takes a revoked token, and knows nothing of a confirmed new one.
    breaks: [ACCEPTED, 'no refusal of a confirmed token while fresh'],
  },
  {
    protection: 'a closed record counts only if the digest agrees',
    log: 'kafka',
    file: 'libs/token-replica/dist/reading/counting.js',
    takeOut: 'if (record.digest !== seen.digest)',
    putIn: 'if (false)',
    fault: 'appended late',
    breaks: [ACCEPTED],
  },
  {
    protection: 'a message is applied only if its version is higher than what is held',
    log: 'kafka',
    file: 'libs/token-replica/dist/content/token-content.js',
    takeOut: 'version <= this.rows.version(row)',
    putIn: 'version < 0',
    fault: 'appended late',
    breaks: [ACCEPTED],
  },
  {
    protection: 'a receipt waits for every boot in the table, read after the commit',
    log: 'kafka',
    file: 'apps/token-service/dist/publication/boots/replica-boots.js',
    takeOut: 'export async function bootsConcernedBy(query, position) {',
    putIn: `let known;
export async function bootsConcernedBy(query, position) {
    return (known ??= await readBoots(query, position));
}
async function readBoots(query, position) {`,
    fault: 'just joined',
    breaks: [ACCEPTED],
  },
  {
    protection: 'a call takes the scope of its route',
    log: 'embedded',
    file: 'libs/token/dist/authorize.js',
    takeOut: '(request.requiredScopeBits & ~facts.scopeBits) === 0',
    putIn: 'true',
    fault: 'the network to the log is cut',
    needsNoFault: true,
    breaks: ['no accept of what a token does not open'],
  },
  {
    protection: 'a disabled token opens nothing',
    log: 'embedded',
    file: 'libs/token/dist/authorize.js',
    takeOut: "facts.status !== 'enabled'",
    putIn: "facts.status === 'revoked'",
    fault: 'the network to the log is cut',
    needsNoFault: true,
    breaks: ['no accept after a confirmed disabling'],
  },
  {
    protection: 'a rotated secret ends with its grace period',
    log: 'embedded',
    file: 'libs/token/dist/authorize.js',
    takeOut: '!(request.nowMs < facts.secretValidUntilMs)',
    putIn: 'false',
    fault: 'the network to the log is cut',
    needsNoFault: true,
    breaks: ['no accept of a secret after its end'],
  },
  {
    protection: 'a service reads what is of the token’s workspace alone',
    log: 'embedded',
    file: 'apps/inventory-public-api/dist/tenancy/workspace-query.js',
    takeOut: 'builder.where(`${builder.alias}.workspaceId = :workspaceId`);',
    putIn: 'builder.where(`:workspaceId <> \'\'`);',
    fault: 'the network to the log is cut',
    needsNoFault: true,
    breaks: ['no workspace sees what is another’s'],
  },
  {
    protection: 'of a count that comes twice, or in parts, the highest stands',
    log: 'embedded',
    file: 'apps/token-service/dist/usage/count-usage.js',
    takeOut: 'counted = greatest(kept.counted, excluded.counted)',
    putIn: 'counted = kept.counted + excluded.counted',
    fault: 'the network to the log is cut',
    needsNoFault: true,
    breaks: ['no count above the calls made'],
  },
  {
    protection: 'who stops tells first what was counted since the last batch',
    log: 'embedded',
    file: 'libs/token-replica/dist/usage/usage-recorder.js',
    takeOut: 'await this.flush();\n        clearTimeout(timeout);',
    putIn: 'clearTimeout(timeout);',
    fault: 'just joined',
    breaks: ['no count below the calls made'],
  },
];
