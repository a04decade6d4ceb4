import type { RecordedEvent } from '@portcullis/event-store';
import { type IssuedToken, type Timestamp, toEpochMs, type TokenCommand, type TokenState, type TokenStateEvent, toTimestamp } from '@portcullis/token';
import { fromStored } from './stored-event.js';

const GRACE_SECONDS = 60;
/** A person, who may grant whatever the wish is about. */
const byOwner = (scopes: IssuedToken['scopes']) => ({ grantable: scopes, asking: null });

/** A wish that leads to the event. Its members stand in another order, so that the event's order is the writer's own. */
export function wishFor(event: TokenStateEvent, state: TokenState): TokenCommand {
  const held = state.status === 'none' ? [] : state.scopes;
  switch (event.type) {
    case 'TokenIssued':
      return { ...turnedRound(event), type: 'IssueToken', ...byOwner(event.scopes) };
    case 'TokenUpdated':
      return { type: 'UpdateToken', changes: turnedRound(event.changes), ...byOwner([...held, ...(event.changes.scopes ?? [])]) };
    case 'TokenRotated': {
      const gracePeriodSeconds = event.previousValidUntil === null ? 0 : GRACE_SECONDS;
      return { ...turnedRound(event), type: 'RotateToken', gracePeriodSeconds, ...byOwner(held) };
    }
    case 'TokenDisabled':
      return { ...event, type: 'DisableToken' };
    case 'TokenEnabled':
      return { type: 'EnableToken', ...byOwner(held) };
    case 'TokenRevoked':
      return { ...event, type: 'RevokeToken' };
  }
}

/** A time at which that wish leads to it: a period of grace ends when it ended then. */
export function decidedAt(recorded: RecordedEvent): Timestamp {
  const event = fromStored(recorded);
  if (event.type !== 'TokenRotated' || event.previousValidUntil === null) return recorded.time;
  return toTimestamp(toEpochMs(event.previousValidUntil) - GRACE_SECONDS * 1_000);
}

function turnedRound<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).reverse()) as T;
}
