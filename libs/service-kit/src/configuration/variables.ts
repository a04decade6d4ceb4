import { parseAllowlistEntry, splitAllowlistText } from '@portcullis/ip-allowlist';
import * as z from 'zod';

/** A whole number within bounds. */
export function wholeNumberVariable(bounds: { readonly min: number; readonly max: number; readonly default: number }) {
  const error = `must be a whole number from ${bounds.min} to ${bounds.max}`;
  return z
    .string()
    .regex(/^[0-9]{1,15}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= bounds.min && value <= bounds.max, { error })
    .default(bounds.default);
}

/** A TCP port. */
export const portVariable = (defaultPort: number) => wholeNumberVariable({ min: 1, max: 65_535, default: defaultPort });

/** 1 or true, 0 or false; unset is false. */
export const flagVariable = () =>
  z
    .enum(['1', '0', 'true', 'false'], { error: 'must be 1 or 0' })
    .transform((text) => text === '1' || text === 'true')
    .default(false);

/** Texts separated by commas; blanks around them do not count. */
export const listVariable = (defaults: readonly string[] = []) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
    .default([...defaults]);

/** Origins as a browser writes them in the Origin header: scheme, host, port, nothing after. */
export const originsVariable = (defaults: readonly string[] = []) =>
  listVariable(defaults).refine((origins) => origins.every(isOrigin), {
    error: 'must be origins separated by commas, each like https://console.example.com or http://127.0.0.1:4100',
  });

/** Addresses and CIDR ranges, v4 or v6, separated by commas, in their normal form. */
export const addressesVariable = () =>
  z
    .string()
    .transform((text, context) => splitAllowlistText(text).map((entry) => addressEntry(entry, context)))
    .default([]);

/** A PostgreSQL connection URL; the message never quotes it, as it holds a password. */
export const databaseUrlVariable = () =>
  z.string({ error: 'must be set' }).regex(/^postgres(ql)?:\/\//, { error: 'must be like postgresql://user:password@host:port/database' });

/** What every service reads; spread into its own schema. */
export const serviceVariables = {
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  TRUSTED_PROXIES: addressesVariable(),
  ALLOW_PLAINTEXT: flagVariable(),
};

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

function addressEntry(text: string, context: z.core.$RefinementCtx): string {
  const parsed = parseAllowlistEntry(text);
  if (parsed.ok) return parsed.entry;
  context.addIssue({ code: 'custom', message: `must be addresses or CIDR ranges separated by commas: ${parsed.message}` });
  return z.NEVER;
}
