import { type Scope, SCOPES } from '@portcullis/scopes';
import { z } from 'zod';
import { editDistance } from './edit-distance.js';

const NAMES = SCOPES.map(({ scope }) => scope) as readonly Scope[] as readonly [Scope, ...Scope[]];

/** What may be quoted: small letters, in parts as a scope has them. No token or id is made of these alone, nor a passphrase in words. */
const QUOTABLE = /^[a-z]+(?:[-_.:/][a-z]+)*$/;
const MAX_QUOTED_CHARACTERS = 40;
/** As far from a scope as a slip of the fingers. */
const MAX_DISTANCE = 2;

/** One scope of the catalogue; what is none is told which one it may have been meant for. */
export const scope = z.enum(NAMES, { error: ({ input }) => explainScope(input) });

/** Far more than the catalogue has: repeated scopes are harmless. */
const MAX_SCOPES = 100;

/** Several of them, in any order. */
export const scopeList = z.array(scope).max(MAX_SCOPES, `Must have at most ${MAX_SCOPES} entries.`);

function explainScope(given: unknown): string {
  if (typeof given !== 'string') return 'Must be a text, as items:read.';
  if (given.length > MAX_QUOTED_CHARACTERS || !QUOTABLE.test(given)) return 'Is not a scope of the catalogue; one is like items:read.';
  const near = nearest(given);
  if (near !== undefined) return `"${given}" is not a scope of the catalogue; ${near} is.`;
  const resource = given.split(':', 1)[0] ?? '';
  const others = NAMES.filter((name) => name.startsWith(`${resource}:`));
  return `"${given}" is not a scope of the catalogue; ${others.length > 0 ? `of ${resource} there are ${others.join(', ')}` : 'one is like items:read'}.`;
}

function nearest(given: string): Scope | undefined {
  const [closest] = NAMES.map((name) => ({ name, distance: editDistance(given, name) })).sort((one, other) => one.distance - other.distance);
  return closest !== undefined && closest.distance <= MAX_DISTANCE ? closest.name : undefined;
}
