import { hash } from 'node:crypto';
import { validationFailed } from '@portcullis/service-kit';
import { z } from 'zod';
import { holdsToken } from './plain-text.js';

const KEY = /^[\x20-\x7e]{1,255}$/;

export const idempotencyKeyHeader = {
  'Idempotency-Key': z.string().regex(KEY).optional().meta({ description: 'A request repeated with the same key and body issues nothing again.' }),
};

/**
 * The Idempotency-Key header: up to 255 printable ASCII characters; undefined where there is none.
 *
 * @throws Problem 400 `validation_failed` for any other
 */
export function parseIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && KEY.test(header) && !holdsToken(header)) return header;
  const message = 'Must be given once, as 1 to 255 printable ASCII characters without a token in them.';
  throw validationFailed([{ pointer: '/Idempotency-Key', message }]);
}

/** SHA-256 of a parsed JSON body: the same for the same content, whatever the order of members and the space between. */
export function hashOfBody(body: unknown): Buffer {
  return hash('sha256', JSON.stringify(body, inKeyOrder), 'buffer');
}

function inKeyOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
