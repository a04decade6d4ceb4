import type { Effect, TokenChange } from './token-change.js';

/** What clients read with their tokens. */
export const RESOURCES = ['items', 'warehouses'] as const;
export type Resource = (typeof RESOURCES)[number];

/** What was asked for when a token was issued, and so what it may open. */
export interface Wish {
  readonly scopes: readonly `${Resource}:read`[];
  /** Clients call from the loopback. */
  readonly allowedIps: readonly ('127.0.0.0/8' | '192.0.2.0/24')[];
}

/** What is known of a token from the answer to its issue. */
export interface IssuedLife {
  readonly id: string;
  readonly token: string;
  readonly workspaceId: string;
  readonly wish: Wish;
}

/** A token and its changes, one after the other: no two are asked for at the same time. Times are of the one process that records, on its monotonic clock. */
export class TokenLife {
  readonly id: string;
  readonly workspaceId: string;
  readonly wish: Wish;
  /** By their numbers; the last is the current one. */
  readonly secrets: string[];
  readonly issue: TokenChange = { effect: { kind: 'issue' }, begunMs: -Infinity };
  readonly changes: TokenChange[] = [this.issue];
  /** Of the last answer: named by the next change, so that one which comes late changes nothing. */
  version = 1;

  constructor({ id, token, workspaceId, wish }: IssuedLife) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.wish = wish;
    this.secrets = [token];
  }

  begin<E extends Effect>(effect: E): TokenChange<E> {
    const change: TokenChange<E> = { effect, begunMs: performance.now() };
    this.changes.push(change);
    return change;
  }

  /** Its revocation, once that was asked for. */
  get revocation(): TokenChange | undefined {
    return this.changes.find(({ effect }) => effect.kind === 'revoke');
  }

  /** Whether its last change is confirmed, so that it is known what it is. */
  get isSettled(): boolean {
    return this.changes.at(-1)?.confirmedMs !== undefined;
  }
}

/** Whether a client of ours may read this with the token, as long as it lives. */
export function opens({ wish: { scopes, allowedIps } }: Pick<TokenLife, 'wish'>, resource: Resource): boolean {
  const mayComeFromHere = allowedIps.length === 0 || allowedIps.includes('127.0.0.0/8');
  return mayComeFromHere && scopes.includes(`${resource}:read`);
}
