import type { ApiToken } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import type { Style } from '../terminal/screen.js';
import type { Cell } from '../terminal/table.js';
import { shortTime } from '../terminal/times.js';

const STYLES: Readonly<Record<ApiToken['status'], Style>> = { active: 'green', pending: 'yellow', disabled: 'yellow', expired: 'dim', revoked: 'red' };

/** A token's status in the person's words, and coloured where colours are shown. */
export function statusCell({ status }: Pick<ApiToken, 'status'>, { screen, texts }: Context): Cell {
  return { text: texts(`status.${status}`), style: (text) => screen.styled(STYLES[status], text) };
}

/** What there is to know of a token, each with its name. */
export function fieldsOf(token: ApiToken, context: Context): readonly (readonly [name: string, value: Cell | string])[] {
  const { texts } = context;
  const time = (instant: string | null, otherwise: 'value.never' | 'value.atOnce'): string => (instant === null ? texts(otherwise) : shortTime(instant));
  const labels = Object.entries(token.metadata).map(([key, value]) => `${key}=${value}`);
  const some: readonly (readonly [name: string, value: string])[] = [
    [texts('field.revoked'), token.revokedAt === null ? '' : shortTime(token.revokedAt)],
    [texts('field.description'), token.description ?? ''],
    [texts('field.metadata'), labels.join(', ')],
  ];
  return [
    [texts('field.id'), token.id],
    [texts('field.name'), token.name],
    [texts('field.status'), statusCell(token, context)],
    [texts('field.scopes'), token.scopes.join(' ')],
    [texts('field.allowedIps'), token.allowedIps.length === 0 ? texts('value.anywhere') : token.allowedIps.join(' ')],
    [texts('field.notBefore'), time(token.notBefore, 'value.atOnce')],
    [texts('field.expires'), time(token.expiresAt, 'value.never')],
    [texts('field.lastUsed'), time(token.lastUsedAt, 'value.never')],
    [texts('field.created'), token.createdByEmail === null ? shortTime(token.createdAt) : texts('value.by', { time: shortTime(token.createdAt), email: token.createdByEmail })],
    ...some.filter(([, value]) => value !== ''),
    [texts('field.kind'), token.kind],
    [texts('field.environment'), token.environment],
    [texts('field.version'), String(token.version)],
  ];
}
