import type { Query } from '@portcullis/event-store';
import type { ExportedOrigin } from '@portcullis/history-proof';
import { tokenStream, usageStream } from '../../tokens/streams.js';

/** Rows that are held at once; a row is a kilobyte or two. */
const PAGE_ROWS = 500;

/** An event of an export, and what stands beside it. */
export interface StoredEvent {
  readonly position: number;
  /** The envelope, byte for byte. */
  readonly bytes: Buffer;
  /** null where there was nothing, or where it is forgotten. */
  readonly origin: ExportedOrigin | null;
}

interface StoredRow {
  readonly position: string;
  readonly stream: string;
  /** Where the next page begins: the workspace's sequence, or the version in the stream. */
  readonly place: string;
  readonly bytes: Buffer;
  readonly address: string | null;
  readonly address_salt: string | null;
  readonly user_agent: string | null;
  readonly user_agent_salt: string | null;
}

const BESIDE = `origin.address, encode(origin.address_salt, 'hex') AS address_salt, origin.user_agent, encode(origin.user_agent_salt, 'hex') AS user_agent_salt`;

// Each page is a statement of its own, by index from where the one before ended: nothing is held open between two, and as
// events are neither changed nor deleted, all pages together are the history as it was at the size.

// The sequence has no gaps: between its bounds are no more rows than a page, whatever the plan.
const WORKSPACE_PAGE = `
SELECT event.position, event.stream, event.workspace_sequence AS place, event.bytes, ${BESIDE}
FROM event LEFT JOIN event_origin AS origin ON origin.position = event.position
WHERE event.workspace_id = $1 AND event.workspace_sequence > $2 AND event.workspace_sequence <= $2 + ${PAGE_ROWS} AND event.position <= $3
ORDER BY event.workspace_sequence`;

const STORE_PAGE = `
SELECT event.position, event.stream, event.position AS place, event.bytes, ${BESIDE}
FROM event LEFT JOIN event_origin AS origin ON origin.position = event.position
WHERE event.position > $1 AND event.position <= $1 + ${PAGE_ROWS} AND event.position <= $2
ORDER BY event.position`;

const STREAM_PAGE = (stream: string, place: string): string => `
(SELECT position, stream, version AS place, bytes FROM event
 WHERE stream = ${stream} AND version > ${place} AND position <= $5 ORDER BY version LIMIT ${PAGE_ROWS})`;

/** Both streams by their versions, and of those the first in the order of the store. */
const TOKEN_PAGE = `
SELECT event.position, event.stream, event.place, event.bytes, ${BESIDE}
FROM (${STREAM_PAGE('$1', '$2')} UNION ALL ${STREAM_PAGE('$3', '$4')}) AS event
LEFT JOIN event_origin AS origin ON origin.position = event.position
ORDER BY event.position LIMIT ${PAGE_ROWS}`;

/** Everything that happened in a workspace, by position up to one, in pages. */
export function historyOfWorkspace(query: Query, workspaceId: string, size: number): AsyncGenerator<readonly StoredEvent[]> {
  return pagesBy((sequence) => query<StoredRow>(WORKSPACE_PAGE, [workspaceId, sequence, size]));
}

/** Everything that happened to anybody, likewise. Ends early where positions have a gap, which they never should. */
export function historyOfStore(query: Query, size: number): AsyncGenerator<readonly StoredEvent[]> {
  return pagesBy((position) => query<StoredRow>(STORE_PAGE, [position, size]));
}

/** Everything that happened to a token, and its use, likewise. */
export async function* historyOfToken(query: Query, tokenId: string, size: number): AsyncGenerator<readonly StoredEvent[]> {
  const places = new Map([[tokenStream(tokenId), '0'], [usageStream(tokenId), '0']]);
  for (let isMore = true; isMore;) {
    const rows: StoredRow[] = await query<StoredRow>(TOKEN_PAGE, [...[...places].flat(), size]);
    if (rows.length > 0) yield rows.map(toStoredEvent);
    for (const { stream, place } of rows) places.set(stream, place);
    isMore = rows.length === PAGE_ROWS;
  }
}

async function* pagesBy(page: (after: string) => Promise<StoredRow[]>): AsyncGenerator<readonly StoredEvent[]> {
  let place = '0';
  for (let isMore = true; isMore;) {
    const rows = await page(place);
    if (rows.length > 0) yield rows.map(toStoredEvent);
    place = rows.at(-1)?.place ?? place;
    isMore = rows.length === PAGE_ROWS;
  }
}

function toStoredEvent({ position, bytes, address, address_salt: addressSalt, user_agent: userAgent, user_agent_salt: userAgentSalt }: StoredRow): StoredEvent {
  const origin = { address: salted(address, addressSalt), userAgent: salted(userAgent, userAgentSalt) };
  return { position: Number(position), bytes, origin: origin.address || origin.userAgent ? origin : null };
}

function salted(value: string | null, salt: string | null): { readonly value: string; readonly salt: string } | null {
  return value === null || salt === null ? null : { value, salt };
}
