import { parseEnvelope, type Query, readFacts, type StreamEnd } from '@portcullis/event-store';
import type { Change } from './change.js';
import { type Decided, decisionsBefore } from './decisions-before.js';
import type { TracedEvent } from './shown-event.js';
import { tokenChanges } from './token-changes.js';
import { USER_DECISIONS, userChange } from './user-changes.js';
import { WORKSPACE_DECISIONS, workspaceChange } from './workspace-changes.js';

/** A row of the events, by whatever way it was found. */
export interface EventRow {
  readonly bytes: Buffer;
  readonly address: string | null;
  readonly user_agent: string | null;
}

/** SQL: the columns of an `EventRow`, of `event` joined with `origin`. */
export const EVENT_ROW = 'event.bytes, origin.address, origin.user_agent';

/** Events of a statement, where more than one stream is folded: some 25 ms, and so much is in memory at once. */
const FOLDED_AT_ONCE = 5_000;

/** What events changed, by stream and version. That of uses makes up no state. */
type Changes = Map<string, readonly Change[]>;
const keyOf = ({ stream, version }: StreamEnd): string => `${stream} ${version}`;

/** The events of a page with what each changed: as a rule one more trip for each kind of stream that they are of. */
export async function traceEvents(query: Query, rows: readonly EventRow[]): Promise<TracedEvent[]> {
  const events = rows.map(({ bytes, address, user_agent: userAgent }) => ({ envelope: parseEnvelope(bytes), address, userAgent }));
  const of = (kind: string): readonly StreamEnd[] => events.map(({ envelope }) => envelope).filter(({ stream }) => stream.startsWith(`${kind}/`));
  const changes: Changes = new Map();
  const keep = (decided: Decided, made: readonly Change[]) => changes.set(keyOf(decided.event), made);
  await foldTokens(query, of('token'), changes);
  for (const one of await decisionsBefore(query, of('user'), USER_DECISIONS)) keep(one, userChange(one.event, one.before, one.isAll));
  for (const one of await decisionsBefore(query, of('workspace'), WORKSPACE_DECISIONS)) keep(one, workspaceChange(one.event, one.before));
  return events.map((event) => ({ ...event, changes: changes.get(keyOf(event.envelope)) ?? [] }));
}

/** A token's state takes all its events: 1,000 at most. */
async function foldTokens(query: Query, events: readonly StreamEnd[], changes: Changes): Promise<void> {
  const asked = new Map<string, Set<number>>();
  for (const { stream, version } of events) asked.set(stream, (asked.get(stream) ?? new Set()).add(version));
  const ends = [...asked].map(([stream, versions]) => ({ stream, version: Math.max(...versions) }));
  for (const some of inParts(ends)) {
    const facts = await readFacts(query, some);
    for (const { stream } of some) {
      const made = tokenChanges(facts.get(stream) ?? [], asked.get(stream) ?? new Set());
      for (const [version, ofEvent] of made) changes.set(keyOf({ stream, version }), ofEvent);
    }
  }
}

function inParts(ends: readonly StreamEnd[]): readonly (readonly StreamEnd[])[] {
  const parts: StreamEnd[][] = [];
  let sum = Infinity;
  for (const end of ends) {
    sum += end.version;
    if (sum <= FOLDED_AT_ONCE) {
      parts.at(-1)?.push(end);
    } else {
      parts.push([end]);
      sum = end.version;
    }
  }
  return parts;
}
