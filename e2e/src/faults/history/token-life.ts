/** What clients read with their tokens. */
export const RESOURCES = ['items', 'warehouses'] as const;
export type Resource = (typeof RESOURCES)[number];

/** What was asked for when a token was issued, and so what it may open. */
export interface Wish {
  readonly scopes: readonly `${Resource}:read`[];
  /** Clients call from the loopback. */
  readonly allowedIps: readonly ('127.0.0.0/8' | '192.0.2.0/24')[];
}

/** Times are of the one process that records, on its monotonic clock. */
export interface TokenLife {
  readonly id: string;
  readonly token: string;
  readonly workspaceId: string;
  readonly wish: Wish;
  /** When a client first held the confirmation of its issue in its hands. */
  issueConfirmedMs?: number;
  /** When a revocation was first asked for, whatever became of the asking. */
  revokeBegunMs?: number;
  /** When a client first held the confirmation of its revocation in its hands. */
  revokeConfirmedMs?: number;
}

/** Whether a client of ours may read this with the token, as long as it lives. */
export function opens({ wish: { scopes, allowedIps } }: Pick<TokenLife, 'wish'>, resource: Resource): boolean {
  const mayComeFromHere = allowedIps.length === 0 || allowedIps.includes('127.0.0.0/8');
  return mayComeFromHere && scopes.includes(`${resource}:read`);
}
