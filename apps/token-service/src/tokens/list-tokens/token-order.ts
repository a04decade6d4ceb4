import { z } from 'zod';
import type { ApiToken } from '../read-model/api-token.js';
import { END } from '../read-model/status-conditions.js';

/** One of the ways to sort tokens; equals stand in the order of their ids. */
interface SortKey {
  /** SQL, never null; as an index has it. */
  readonly expression: string;
  readonly type: 'text' | 'timestamptz';
  /** A token's place by it, as text that PostgreSQL reads as the type. */
  readonly valueOf: (token: ApiToken) => string;
  /** What such a text looks like: whoever makes a cursor up by hand gets nothing else into the query. */
  readonly value: z.ZodType<string>;
}

const instant = z.iso.datetime({ precision: 3 }).regex(/^[1-9]/);
const instantOr = (none: string) => z.union([instant, z.literal(none)]);

const sortKeys = {
  createdAt: { expression: 'token.created_at', type: 'timestamptz', valueOf: ({ createdAt }) => createdAt, value: instant },
  // By code point, whatever the server's locale; PostgreSQL refuses a zero byte in a text.
  name: { expression: 'token.name COLLATE "C"', type: 'text', valueOf: ({ name }) => name, value: z.string().regex(/^[^\0]*$/) },
  // Before all others what was never used; as fine as it is shown.
  lastUsedAt: {
    expression: `coalesce(date_trunc('milliseconds', used.last_used_at), '-infinity')`,
    type: 'timestamptz',
    valueOf: ({ lastUsedAt }) => lastUsedAt ?? '-infinity',
    value: instantOr('-infinity'),
  },
  expiresAt: { expression: END, type: 'timestamptz', valueOf: ({ expiresAt }) => expiresAt ?? 'infinity', value: instantOr('infinity') },
} as const satisfies Record<string, SortKey>;

type Field = keyof typeof sortKeys;
export const TOKEN_SORTS = (Object.keys(sortKeys) as Field[]).flatMap((field) => [field, `-${field}`] as const);
export type TokenSort = (typeof TOKEN_SORTS)[number];

/** A total order of tokens. */
export interface TokenOrder extends SortKey {
  readonly direction: 'ASC' | 'DESC';
  readonly place: z.ZodType<TokenPlace>;
  readonly placeOf: (token: ApiToken) => TokenPlace;
}

/** Where a token stands in an order: no two share a place. */
export interface TokenPlace {
  readonly value: string;
  readonly id: string;
}

export function orderOf(sort: TokenSort): TokenOrder {
  const descending = sort.startsWith('-');
  const key: SortKey = sortKeys[(descending ? sort.slice(1) : sort) as Field];
  return {
    ...key,
    direction: descending ? 'DESC' : 'ASC',
    place: z.strictObject({ value: key.value, id: z.string().regex(/^tok_[0-9A-Za-z]{1,64}$/) }),
    placeOf: (token) => ({ value: key.valueOf(token), id: token.id }),
  };
}
