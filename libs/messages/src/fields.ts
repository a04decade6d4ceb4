import { z } from 'zod';

/** A position, an offset, a version or a count: whole, from zero, exact in a double. */
export const wholeNumber = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
/** 128 random bits, 32 lower-case hex digits: one life of one process that checks tokens. */
export const bootId = z.string().regex(/^[0-9a-f]{32}$/);
/** RFC 3339, UTC, three decimals. */
export const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
/** A timestamp that is a time: with a thirteenth month it would bound nothing, as no time is after it. */
export const instant = timestamp.refine((text) => !Number.isNaN(Date.parse(text)), 'no such time');
/** 64 bits, 16 lower-case hex digits. */
export const digest64 = z.string().regex(/^[0-9a-f]{16}$/);
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

export type ParseResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Reads one record's JSON against its schema. Unknown members are dropped: a newer writer may add some. */
export function parseJson<T>(schema: z.ZodType<T>, bytes: Uint8Array): ParseResult<T> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: issue ? `/${issue.path.join('/')}: ${issue.message}` : 'does not fit its schema' };
}
