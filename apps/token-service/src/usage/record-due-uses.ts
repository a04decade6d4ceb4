import { append, type EventToAppend, type Query } from '@portcullis/event-store';
import { createRequestId } from '@portcullis/service-kit';
import { decideUse, evolveUsage, type TokenUsed } from '@portcullis/token';
import { usageStream } from '../tokens/streams.js';
import { type DueToken, lockDueTokens, takeCounts, writeRecorded } from './due-tokens.js';

/** Fewer than an append takes: while it runs, a revocation waits for it. */
export const TOKENS_AT_ONCE = 100;
const EVENT_SCHEMA_VERSION = 1;

/**
 * Appends a TokenUsed for each token of which one is due, at most TOKENS_AT_ONCE, in the caller's transaction: the event
 * and what it takes from the counters commit together or not at all.
 *
 * @returns how many tokens were due; as many as TOKENS_AT_ONCE: there may be more
 */
export async function recordDueUses(query: Query): Promise<number> {
  const due = await lockDueTokens(query, TOKENS_AT_ONCE);
  if (due.length === 0) return 0;
  const counts = await takeCounts(query, due.map(({ tokenId }) => tokenId));
  const decided = due.map((token) => ({ token, events: decideEvents(token, counts.get(token.tokenId) ?? 0) }));
  await writeRecorded(query, decided.map(({ token, events }) => ({
    tokenId: token.tokenId,
    version: token.version + events.length,
    usage: events.reduce(evolveUsage, token.recorded),
  })));
  await appendLast(query, decided.flatMap(({ token, events }) => events.map((event) => toAppend(token, event))));
  return due.length;
}

function decideEvents({ tokenId, lastUsedAt, recorded, now }: DueToken, accepted: number): readonly TokenUsed[] {
  const decision = decideUse({ type: 'RecordUse', tokenId, accepted, lastUsedAt: lastUsedAt ?? now }, recorded, now);
  if (!decision.ok) throw new Error(`a use was refused: ${decision.refusal.code}`);
  return decision.events;
}

function toAppend({ tokenId, workspaceId, version, lastAddress }: DueToken, { type, ...data }: TokenUsed): EventToAppend {
  return {
    stream: usageStream(tokenId),
    expectedVersion: version,
    type,
    schemaVersion: EVENT_SCHEMA_VERSION,
    workspaceId,
    data,
    actor: { type: 'token', id: tokenId },
    ...(lastAddress !== null && { origin: { address: lastAddress } }),
  };
}

/** The tokens themselves acted, each for itself; the request is this recording's own. */
async function appendLast(query: Query, events: readonly EventToAppend[]): Promise<void> {
  if (events.length === 0) return;
  const outcome = await append(query, events, { actor: { type: 'system', id: 'usage' }, requestId: createRequestId() });
  if (outcome.outcome === 'conflict') throw new Error(`${outcome.stream} is not at version ${outcome.expectedVersion}`);
}
