import type { Envelope } from '@portcullis/event-store';
import { stringify } from 'csv-stringify/sync';
import { withoutHash } from '../../tokens/token-history/shown-event.js';
import type { StoredEvent } from './stored-history.js';

const COLUMNS = ['position', 'time', 'stream', 'version', 'type', 'actor_type', 'actor_id', 'request_id', 'address', 'user_agent', 'data'] as const;

/** The names of the columns. */
export const csvHeader = (): string => write([COLUMNS]);

/** A line for each event, for people and spreadsheets: what proves the events is not in it. */
export const csvLines = (events: readonly StoredEvent[]): string => write(events.map(cellsOf));

function cellsOf({ bytes, origin }: StoredEvent): readonly (string | number | null)[] {
  // What this service has stored is of this shape.
  const { position, time, stream, version, type, actor, requestId, data } = JSON.parse(bytes.toString('utf8')) as Envelope;
  return [position, time, stream, version, type, actor.type, actor.id, requestId, origin?.address?.value ?? null, origin?.userAgent?.value ?? null, JSON.stringify(withoutHash(data))];
}

/** RFC 4180 with CRLF; a text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
function write(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify(rows as (string | number | null)[][], { record_delimiter: '\r\n', escape_formulas: true });
}
