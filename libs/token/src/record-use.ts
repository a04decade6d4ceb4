import { decided, type Decision } from './decision.js';
import type { TokenUsed } from './events.js';
import type { TokenUsage } from './state.js';
import type { Timestamp } from './timestamp.js';

/** Uses that were counted and not yet recorded. */
export interface RecordUse {
  readonly type: 'RecordUse';
  readonly tokenId: string;
  /** Accepted calls since the TokenUsed before. */
  readonly accepted: number;
  /** The last of them, on the clock of the process that accepted it. */
  readonly lastUsedAt: Timestamp;
}

/**
 * Nothing counted, nothing recorded. A use is never recorded as later than now (a replica's clock may run ahead), nor
 * as earlier than one already recorded (batches of several processes arrive in any order). A revoked token's uses are
 * recorded too: they were made before it was.
 */
export function decideUse(command: RecordUse, usage: TokenUsage, now: Timestamp): Decision<TokenUsed> {
  if (command.accepted <= 0) return decided();
  const notInFuture = command.lastUsedAt < now ? command.lastUsedAt : now;
  const lastUsedAt = usage.lastUsedAt !== null && usage.lastUsedAt > notInFuture ? usage.lastUsedAt : notInFuture;
  return decided({ type: 'TokenUsed', tokenId: command.tokenId, accepted: command.accepted, lastUsedAt });
}
