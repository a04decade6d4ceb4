import { hash } from 'node:crypto';
import { endianness } from 'node:os';
import { KNOWN_EVENTS, TOKEN_STATE_SCHEMA } from '@portcullis/messages';
import { SCOPES } from '@portcullis/scopes';
import { PAGE_FORMAT } from '../../content/row-page.js';

/**
 * What rows mean to this version of the service: how they are written, and what of a message they can hold. The rows of a
 * version that understands less (a message it closed, a scope it dropped) or more are none of this one's.
 */
export const UNDERSTANDING = understandingOf({
  format: PAGE_FORMAT,
  bytes: endianness(),
  schema: TOKEN_STATE_SCHEMA,
  events: KNOWN_EVENTS,
  scopes: SCOPES.map(({ scope }) => scope),
});

/** @param known anything that JSON writes the same way each time. */
export function understandingOf(known: object): string {
  return hash('sha256', JSON.stringify(known)).slice(0, 32);
}
