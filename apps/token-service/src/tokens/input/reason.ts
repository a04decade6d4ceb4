import { parseBody, parseQuery, validationFailed } from '@portcullis/service-kit';
import { z } from 'zod';
import { paragraphs } from './plain-text.js';

const MAX_REASON_CHARACTERS = 500;

/** Why a token is revoked, for the people who will ask. */
export const reason = paragraphs(MAX_REASON_CHARACTERS);

/** The query's parameters, and the body's members. */
export const givenReason = z.strictObject({ reason: reason.nullish() });

/**
 * Why a token is revoked, from the query or from the body; null where it is not said.
 *
 * @throws Problem 400 `validation_failed` where both say it
 */
export function parseReason(query: unknown, body: unknown): string | null {
  const inQuery = parseQuery(givenReason, query).reason ?? '';
  const inBody = parseBody(givenReason, body === undefined ? {} : body).reason ?? '';
  if (inQuery !== '' && inBody !== '') {
    throw validationFailed([{ pointer: '/reason', message: 'Must be given in the query or in the body, not in both.' }]);
  }
  return inQuery || inBody || null;
}
