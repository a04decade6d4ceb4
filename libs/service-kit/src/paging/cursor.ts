import { hash } from 'node:crypto';
import type * as z from 'zod';
import { validationFailed } from '../problems/refusals.js';

/** What a cursor belongs to: read anywhere else it is refused. */
export interface CursorBinding {
  /** Names the list, e.g. `GET /public/v1/items`. */
  readonly route: string;
  readonly workspaceId: string;
  /** Filters and sorting in force, as parsed; the order of members does not matter. */
  readonly filters: Readonly<Record<string, unknown>>;
}

const DIGEST_BYTES = 12;

/**
 * An opaque text that marks a place in a list: base64url of a digest over binding and place, then the place as JSON.
 * The digest has no key: it keeps a cursor from being used by mistake on another list, it grants nothing. A cursor made
 * up by hand names another place of the caller's own list, since the query filters by the caller's workspace anyway.
 */
export function encodeCursor(binding: CursorBinding, place: unknown): string {
  const text = JSON.stringify(place);
  return Buffer.concat([digest(binding, text), Buffer.from(text, 'utf8')]).toString('base64url');
}

/**
 * The place that a cursor of this very list marks.
 *
 * @throws Problem 400 `validation_failed` with pointer `/cursor` for anything else.
 */
export function decodeCursor<S extends z.ZodType>(cursor: string, binding: CursorBinding, place: S): z.output<S> {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(DIGEST_BYTES).toString('utf8');
  if (bytes.toString('base64url') !== cursor) throw badCursor();
  if (!bytes.subarray(0, DIGEST_BYTES).equals(digest(binding, text))) throw badCursor();
  const parsed = place.safeParse(readJson(text));
  if (!parsed.success) throw badCursor();
  return parsed.data;
}

function digest(binding: CursorBinding, placeText: string): Buffer {
  const filters = Object.entries(binding.filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const bound = JSON.stringify([binding.route, binding.workspaceId, filters, placeText]);
  return hash('sha256', bound, 'buffer').subarray(0, DIGEST_BYTES);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const badCursor = () =>
  validationFailed([{ pointer: '/cursor', message: 'This is not a cursor of this list with these filters.' }]);
