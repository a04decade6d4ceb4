import { createToken, hashToken } from '@portcullis/token';
import { seededRandom } from '../harness/random.js';

/**
 * Tokens that can be told again from a seed and a number, so that millions of them need not be kept: the memory that is
 * measured is the replica's alone.
 */
export class IssuedTokens {
  constructor(
    private readonly seed: number,
    readonly count: number,
    /** Address ranges of every one of these tokens; none by default. */
    private readonly ranges: (index: number) => readonly string[] = () => [],
  ) {}

  secret(index: number): string {
    const random = seededRandom(this.seed * 0x9e3779b1 + index);
    return createToken('live', (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256)));
  }

  id(index: number): string {
    return `tok_bench${String(this.seed).padStart(3, '0')}${String(index).padStart(14, '0')}`;
  }

  /** The message that the log has of this token, at `version`; every token has a time at which it expires. */
  message(index: number, position: number, version = 1): Buffer {
    const status = version % 2 === 1 ? 'enabled' : 'disabled';
    const type = version === 1 ? 'TokenIssued' : status === 'enabled' ? 'TokenEnabled' : 'TokenDisabled';
    const body = {
      position,
      time: '2026-11-23T05:00:00.000Z',
      schema: 1,
      tokenId: this.id(index),
      version,
      type,
      state: {
        workspaceId: `wsp_bench${String(index % 5_000).padStart(17, '0')}`,
        kind: 'user',
        environment: 'live',
        status,
        secrets: [{ hash: hashToken(this.secret(index)).toString('hex'), validUntil: null }],
        scopes: ['company:read', 'items:read', 'warehouses:read', 'item-categories:read'],
        allowedIps: this.ranges(index),
        notBefore: null,
        expiresAt: '2099-01-01T00:00:00.000Z',
      },
    };
    return Buffer.from(JSON.stringify(body));
  }
}

/** Five ranges a token, other ones for each; the benchmark's address is in the last. */
export function fiveRanges(index: number): readonly string[] {
  const own = index % 250;
  return [`10.${own}.0.0/16`, `172.16.${own}.0/24`, `192.168.${own}.0/28`, `2001:db8:${own.toString(16)}::/48`, '203.0.113.0/24'];
}

/** The client's address of every measured check. */
export const CLIENT_ADDRESS = '203.0.113.77';
