import type { Fact } from '@portcullis/event-store';
import { evolve, noToken, type TokenState } from '@portcullis/token';
import { fromStored } from '../stored-event.js';
import { type Change, changesBetween, type Shown } from './change.js';

/**
 * What events of a token's own stream changed, by version. One of a schema that this version does not know changed what it
 * cannot tell, and so did all after it.
 *
 * @param facts the stream from its beginning
 * @param asked the versions that are asked about
 */
export function tokenChanges(facts: readonly Fact[], asked: ReadonlySet<number>): ReadonlyMap<number, readonly Change[]> {
  const changes = new Map<number, readonly Change[]>();
  let state: TokenState = noToken;
  for (const fact of facts) {
    const next = after(state, fact);
    if (next === undefined) return changes;
    if (asked.has(fact.version)) changes.set(fact.version, changesBetween(shown(state), shown(next)));
    state = next;
  }
  return changes;
}

function after(state: TokenState, fact: Fact): TokenState | undefined {
  try {
    return evolve(state, fromStored(fact));
  } catch {
    return undefined;
  }
}

/** By name, so that no hash of a secret comes along. */
function shown(state: TokenState): Shown {
  if (state.status === 'none') return {};
  const { status, name, description, metadata, kind, environment, scopes, allowedIps, notBefore, expiresAt, secrets } = state;
  const [current, previous] = secrets.toReversed();
  return {
    status, name, description, metadata, kind, environment, scopes, allowedIps, notBefore, expiresAt,
    prefix: current?.prefix ?? null,
    previousSecret: previous === undefined ? null : { prefix: previous.prefix, validUntil: previous.validUntil },
  };
}
