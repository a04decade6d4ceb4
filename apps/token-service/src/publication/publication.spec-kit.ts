import { randomBytes } from 'node:crypto';
import { append } from '@portcullis/event-store';
import type { Log } from '@portcullis/log';
import type { TokenStateBody } from '@portcullis/messages';
import { systemClock } from '@portcullis/service-kit';
import type { TestDatabase } from '@portcullis/testing';
import { createToken, hashToken } from '@portcullis/token';
import { TokenReplica } from '@portcullis/token-replica';
import { Registry } from 'prom-client';
import { evidenceFiles } from '../evidence/evidence-files.spec-kit.js';
import { Publication } from './publication.js';

export const SERVICE = 'inventory-public-api';
export const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const observer = {
  tokenNotUnderstood: () => undefined,
  everyTokenUnderstood: () => undefined,
  digestDiffers: () => undefined,
  digestUnhealed: () => undefined,
  digestAgreesAgain: () => undefined,
  storeChanged: () => undefined,
};

/** One token-service's publication on a store and a log, not started yet, and its numbers. */
export function publicationOn(databaseUrl: string, log: Log, confirmWaitMs: number): { readonly publication: Publication; readonly metrics: Registry } {
  const configuration = {
    databaseUrl,
    log: { kind: 'embedded', connectionString: '' } as const,
    publicOrigins: [],
    confirmWaitMs,
    usageEventMs: 60_000,
    environment: 'live' as const,
    evidence: evidenceFiles(),
    services: [SERVICE],
  };
  const alarms = { raise: () => undefined } as unknown as ConstructorParameters<typeof Publication>[3];
  const health = { register: () => undefined } as unknown as ConstructorParameters<typeof Publication>[4];
  const metrics = new Registry();
  const numbers = { registry: metrics } as unknown as ConstructorParameters<typeof Publication>[6];
  return { publication: new Publication(configuration, log, systemClock, alarms, health, quiet, numbers), metrics };
}

/** A process that checks tokens, not started yet. */
export function replicaOn(log: Log, maxStalenessMs: number): TokenReplica {
  return new TokenReplica({ log, service: SERVICE, environment: 'live', maxStalenessMs, clock: systemClock, logger: quiet, observer });
}

export interface TestToken {
  readonly id: string;
  readonly secret: string;
}

export function newToken(): TestToken {
  return { id: `tok_${randomBytes(11).toString('hex')}`, secret: createToken('live', (size) => randomBytes(size)) };
}

/** Commits a state of a token, as a command's transaction does last, and returns its position. */
export async function commitState(store: TestDatabase, { id, secret }: TestToken, version: number, status: 'enabled' | 'revoked' = 'enabled'): Promise<number> {
  const type = version === 1 ? 'TokenIssued' : 'TokenRevoked';
  const body: TokenStateBody = {
    schema: 1,
    tokenId: id,
    version,
    type,
    state: {
      workspaceId: 'wsp_1',
      kind: 'workspace',
      environment: 'live',
      status,
      secrets: [{ hash: hashToken(secret).toString('hex'), validUntil: null }],
      scopes: ['items:read'],
      allowedIps: [],
      notBefore: null,
      expiresAt: null,
    },
  };
  const event = { stream: id, expectedVersion: version - 1, type, schemaVersion: 1, workspaceId: 'wsp_1', data: {}, message: { key: id, body } };
  const outcome = await store.transaction((query) => append(query, [event], { actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1' }));
  if (outcome.outcome !== 'appended') throw new Error('conflict');
  return outcome.lastPosition;
}

export function check(replica: TokenReplica, secret: string): string {
  return replica.check(secret, { address: '192.0.2.1', requiredScopes: ['items:read'] }).outcome;
}
