import type { BoundValues } from '../../tokens/read-model/bound-values.js';
import { tokenStream, usageStream } from '../../tokens/streams.js';
import type { EventCriteria } from './list-events.query.js';

/** Which events of which workspace, in which order. */
export interface EventSearch {
  readonly workspaceId: string;
  readonly criteria: Pick<EventCriteria, 'type' | 'actor' | 'token'>;
  readonly direction: 'ASC' | 'DESC';
  readonly count: number;
}

const BETWEEN = 'position > bounds.low AND position <= bounds.high';

/**
 * SQL: the places and bytes of up to `count` events between `bounds.low` (not included) and `bounds.high`, in order, to stand in a
 * LATERAL. Whatever is asked for, an index leads to just the rows that are read: none is read to be thrown away, but for
 * the thousand changes that a token may have.
 */
export function eventSource(search: EventSearch, bound: BoundValues): string {
  const { type, actor, token } = search.criteria;
  if (token !== undefined) return ofToken(token, search, bound);
  if (actor !== undefined) return type === undefined ? ofActor(actor, search, bound) : page(search, bound, [isType(type, bound), isBy(actor, bound)]);
  return type === undefined ? ofWorkspace(search, bound) : page(search, bound, [isType(type, bound)]);
}

function page({ workspaceId, direction, count }: EventSearch, bound: BoundValues, conditions: readonly string[]): string {
  return `SELECT position, bytes FROM event
    WHERE workspace_id = ${bound.bind(workspaceId, 'text')} AND ${[...conditions, BETWEEN].join(' AND ')}
    ORDER BY position ${direction} LIMIT ${bound.bind(count, 'int')}`;
}

const isType = (type: string, bound: BoundValues): string => `type = ${bound.bind(type, 'text')}`;
const isBy = (actor: string, bound: BoundValues): string => `event_actor(bytes) = ${bound.bind(actor, 'text')}`;

/** By the sequence that the workspace's chain has anyway. */
function ofWorkspace({ workspaceId, direction, count }: EventSearch, bound: BoundValues): string {
  const workspace = bound.bind(workspaceId, 'text');
  return `SELECT position, bytes FROM event
    WHERE workspace_id = ${workspace} AND workspace_sequence > sequence_at(${workspace}, bounds.low) AND workspace_sequence <= sequence_at(${workspace}, bounds.high)
    ORDER BY workspace_sequence ${direction} LIMIT ${bound.bind(count, 'int')}`;
}

/** One page of each type that the actor caused, a dozen at most: the index has an actor's events by type. */
function ofActor(actor: string, search: EventSearch, bound: BoundValues): string {
  const { workspaceId, direction, count } = search;
  const mine = `workspace_id = ${bound.bind(workspaceId, 'text')} AND ${isBy(actor, bound)}`;
  const next = (after: string): string => `(SELECT type FROM event WHERE ${mine} ${after} ORDER BY type LIMIT 1)`;
  return `
    WITH RECURSIVE kinds (type) AS (
      SELECT ${next('')} UNION ALL SELECT ${next('AND event.type > kinds.type')} FROM kinds WHERE kinds.type IS NOT NULL
    )
    SELECT found.position, found.bytes FROM kinds CROSS JOIN LATERAL (${page(search, bound, ['type = kinds.type', isBy(actor, bound)])}) AS found
    WHERE kinds.type IS NOT NULL ORDER BY found.position ${direction} LIMIT ${bound.bind(count, 'int')}`;
}

/** Uses are in a stream of their own, which is the long one, and are all of them the token's own doing. */
function ofToken(token: string, search: EventSearch, bound: BoundValues): string {
  const { type, actor } = search.criteria;
  const asksForUse = (type === undefined || type === 'TokenUsed') && (actor === undefined || actor === token);
  const streams = [...(type === 'TokenUsed' ? [] : [tokenStream(token)]), ...(asksForUse ? [usageStream(token)] : [])];
  const { direction, count } = search;
  const pages = streams.map((stream) => `(${ofStream(stream, search, bound)})`);
  if (pages.length === 0) return 'SELECT position, bytes FROM event WHERE false';
  return `SELECT position, bytes FROM (${pages.join(' UNION ALL ')}) AS found ORDER BY position ${direction} LIMIT ${bound.bind(count, 'int')}`;
}

function ofStream(name: string, { workspaceId, criteria, direction, count }: EventSearch, bound: BoundValues): string {
  const stream = bound.bind(name, 'text');
  const conditions = [
    `stream = ${stream} AND workspace_id = ${bound.bind(workspaceId, 'text')}`,
    `version > version_at(${stream}, bounds.low) AND version <= version_at(${stream}, bounds.high)`,
    ...(criteria.type === undefined ? [] : [isType(criteria.type, bound)]),
    ...(criteria.actor === undefined ? [] : [isBy(criteria.actor, bound)]),
  ];
  return `SELECT position, bytes FROM event WHERE ${conditions.join(' AND ')} ORDER BY version ${direction} LIMIT ${bound.bind(count, 'int')}`;
}
