import { digestWords } from '@portcullis/token';
import fc from 'fast-check';
import { sha256Of, stateMessage } from '../messages.spec-kit.js';
import { ROWS_A_PAGE } from './changed-pages.js';
import { statusOf } from './flags.js';
import { TokenContent } from './token-content.js';

/** Of the usual form, so many that they fill several pages; and a few of another. */
export const TOKENS = Array.from({ length: 2 * ROWS_A_PAGE + 5 }, (_, at) => `tok_${String(at).padStart(22, '0')}`);
const CHANGING = ['tok_a', 'tok_ü', TOKENS[0] ?? '', TOKENS[ROWS_A_PAGE] ?? '', TOKENS.at(-1) ?? '', 'tok_00000000000000000NEWEST'];
const GRACE = '2026-12-01T00:00:00.000Z';

/** Longer than what stands in a row's page. */
export const LONG_LISTS = [1, 2, 3].map((net) => Array.from({ length: 30 }, (_, at) => `10.${net}.${at}.0/24`));

const secretOf = (key: string, version: number, at = 0): string => sha256Of(`${key} ${version} ${at}`);
const states = [
  () => ({}),
  () => ({ status: 'revoked', type: 'TokenRevoked' }) as const,
  () => ({ schema: 2 }),
  () => ({ allowedIps: ['192.0.2.0/24', '2001:db8::/32'], workspaceId: 'wsp_2' }),
  () => ({ allowedIps: ['198.51.100.1'], environment: 'test', kind: 'user' }) as const,
  () => ({ allowedIps: ['garbage\n0.0.0.0/0', 'é\u2028"'] }),
  () => ({ allowedIps: LONG_LISTS[0] ?? [] }),
  (_key: string, version: number) => ({ allowedIps: LONG_LISTS[version % 3] ?? [] }),
  (key: string, version: number) => ({ secrets: [{ hash: secretOf(key, version, 1), validUntil: GRACE }, { hash: secretOf(key, version), validUntil: null }] }),
  (key: string, version: number) => ({ secrets: [{ hash: secretOf(key, version, 1), validUntil: null }, { hash: secretOf(key, version), validUntil: null }] }),
  () => ({ notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', scopes: [] }),
] as const;
/** A message of one of few tokens, with anything that a row can hold. */
export const record = fc.record({ key: fc.constantFrom(...CHANGING), version: fc.integer({ min: 1, max: 5 }), state: fc.constantFrom(...states) });
export interface SomeRecord {
  readonly key: string;
  readonly version: number;
  readonly state: (typeof states)[number];
}

export function applyTo(content: TokenContent, { key, version, state }: SomeRecord): void {
  content.apply(key, stateMessage(key, version, { secrets: [{ hash: secretOf(key, version), validUntil: null }], ...state(key, version) }));
}

/** All that a check can see of a content, and all that a later message is compared with. */
export function shownBy(content: TokenContent): unknown {
  const { rows, secrets, ids } = content;
  const tokens = [...CHANGING, ...TOKENS].map((token) => {
    const row = ids.find(token);
    if (row < 0) return [token];
    const flags = rows.flags(row);
    const found = [1, 2, 3, 4, 5].flatMap((version) => [0, 1].map((at) => secrets.find(digestWords(Buffer.from(secretOf(token, version, at), 'hex')))));
    const shown = [ids.text(row), row, rows.version(row), rows.digestPart(row), statusOf(flags), found.map((secret) => (secret < 0 ? null : [secrets.rowOf(secret), secrets.endOf(secret)]))];
    // Of a closed token nothing else is ever looked at.
    if (statusOf(flags) === undefined) return [...shown, content.closedReasons.get(row)];
    const allowlist = content.allowlist(flags);
    return [...shown, rows.scopeBits(row), rows.notBeforeMs(row), rows.expiresAtMs(row), content.workspaceId(row), allowlist && ['192.0.2.7', '198.51.100.1', '::1', '8.8.8.8', '10.1.2.3', '10.2.2.3', '10.3.2.3'].map((address) => allowlist.allows(address))];
  });
  return { tokens, digest: content.contentDigest(), size: content.size, closed: content.closedTokens };
}

/** Several pages of plain tokens. */
export function filled(): TokenContent {
  const content = new TokenContent();
  for (const token of TOKENS) content.apply(token, stateMessage(token, 1, { secrets: [{ hash: secretOf(token, 1), validUntil: null }] }));
  return content;
}
