import type { TokenUsed } from './events.js';
import type { TokenUsage } from './state.js';

/** Before the first recorded use. */
export const unused: TokenUsage = { accepted: 0, lastUsedAt: null };

/** The usage after one more record of it: counts add up, the last use is the latest of all. */
export function evolveUsage(usage: TokenUsage, event: TokenUsed): TokenUsage {
  const isLater = usage.lastUsedAt === null || event.lastUsedAt > usage.lastUsedAt;
  return { accepted: usage.accepted + event.accepted, lastUsedAt: isLater ? event.lastUsedAt : usage.lastUsedAt };
}
