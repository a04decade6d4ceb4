import { randomBytes } from 'node:crypto';
import type { TokenStateBody } from '@portcullis/messages';
import { createToken, hashToken } from '@portcullis/token';

/** Drawn once: what a secret looks like decides nothing in a run. */
const secrets = Array.from({ length: 40 }, () => createToken('live', (size) => randomBytes(size)));
const hashes = secrets.map((secret) => hashToken(secret).toString('hex'));

/** One token, and what its owner was told of it. */
export interface SimulatedToken {
  readonly id: string;
  readonly secret: string;
  readonly hash: string;
  issueConfirmed: boolean;
  revoked: boolean;
  revocationConfirmed: boolean;
}

/** At most 40 in a run. */
export function newToken(number: number): SimulatedToken | undefined {
  const [secret, hash] = [secrets[number], hashes[number]];
  if (secret === undefined || hash === undefined) return undefined;
  return { id: `tok_${number}`, secret, hash, issueConfirmed: false, revoked: false, revocationConfirmed: false };
}

/** The message of its issue, or of its revocation. */
export function messageOf({ id, hash }: SimulatedToken, type: 'TokenIssued' | 'TokenRevoked'): TokenStateBody {
  const status = type === 'TokenIssued' ? 'enabled' : 'revoked';
  const secret = { hash, validUntil: null };
  const rest = { scopes: ['items:read'], allowedIps: [], notBefore: null, expiresAt: null } as const;
  return {
    schema: 1,
    tokenId: id,
    version: type === 'TokenIssued' ? 1 : 2,
    type,
    state: { workspaceId: 'wsp_1', kind: 'workspace', environment: 'live', status, secrets: [secret], ...rest, allowedIps: [] },
  };
}
