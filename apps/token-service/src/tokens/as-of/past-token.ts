import { parseFacts } from '@portcullis/event-store';
import { evolve, evolveUsage, noToken, type TokenState, type TokenUsed, unused } from '@portcullis/token';
import { type ApiToken, toApiToken } from '../read-model/api-token.js';
import { currentPrefix } from '../read-model/write-api-token.js';
import { fromStored } from '../stored-event.js';

/** What the database answers of one token, or of none, at a moment. */
export interface PastRow {
  readonly is_past: boolean;
  readonly moment: Date | null;
  /** Null: there was no such token. */
  readonly id: string | null;
  readonly created_by_email: string | null;
  /** Facts. */
  readonly changes: string | null;
  readonly last_use: string | null;
}

/** The token at that moment; its last use as the events have it, which follow it within a minute. */
export function pastToken({ id, moment, created_by_email: createdByEmail, changes, last_use: lastUse }: PastRow): ApiToken | undefined {
  const facts = parseFacts(changes);
  const state = facts.reduce<TokenState>((before, fact) => evolve(before, fromStored(fact)), noToken);
  const [first, last] = [facts[0], facts.at(-1)];
  if (id === null || moment === null || state.status === 'none' || !first || !last) return undefined;
  return toApiToken(
    {
      ...state,
      id,
      prefix: currentPrefix(state),
      createdByEmail,
      createdAt: first.time,
      lastUsedAt: lastUsedAt(lastUse),
      // Nothing changes a token after its revocation.
      revokedAt: state.status === 'revoked' ? last.time : null,
      version: last.version,
      position: last.position,
    },
    moment.toISOString(),
  );
}

/** The newest use alone: none is recorded as earlier than the one before. */
function lastUsedAt(facts: string | null): string | null {
  const uses = parseFacts(facts).map(({ type, data }) => ({ type, ...data }) as unknown as TokenUsed);
  return uses.reduce(evolveUsage, unused).lastUsedAt;
}
