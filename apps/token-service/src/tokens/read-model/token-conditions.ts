import type { EffectiveStatus } from '@portcullis/token';
import type { TokenCriteria } from '../input/token-filter.js';
import type { BoundValues } from './bound-values.js';
import { END, statusConditions } from './status-conditions.js';

/** Which tokens of one workspace. */
export interface TokenFilter extends TokenCriteria {
  readonly workspaceId: string;
  readonly status?: EffectiveStatus | undefined;
  /** Only the user tokens that this user issued. */
  readonly ownOf?: string | undefined;
}

/** SQL: what the conditions are about. PostgreSQL leaves the join out where nothing asks for the use. */
export const TOKENS = 'api_token AS token LEFT JOIN token_usage AS used ON used.token_id = token.id';

/** Simple upper and lower case of Unicode, whatever the server's locale. */
const folded = (text: string): string => `lower(${text} COLLATE pg_c_utf8)`;

/** SQL: the users who are meant by an id, or by an email in any case. @param named the parameter that has it, used twice */
export const isUser = (named: string): string => `(app_user.id = ${named} OR app_user.email_key = lower(${named} COLLATE "C"))`;

type Condition<Value> = (value: Value, bound: BoundValues) => string;
/** What narrows by itself; the two widths are one criterion. */
type Criterion = Exclude<keyof TokenFilter, 'widerThanIpv4' | 'widerThanIpv6'>;
type Conditions = { readonly [Name in Criterion]: Condition<NonNullable<TokenFilter[Name]>> };

const conditions: Conditions = {
  workspaceId: (workspaceId, bound) => `token.workspace_id = ${bound.bind(workspaceId, 'text')}`,
  ownOf: (userId, bound) => `token.kind = 'user' AND token.created_by = ${bound.bind(userId, 'text')}`,
  status: (status) => statusConditions[status],
  kind: (kind, bound) => `token.kind = ${bound.bind(kind, 'text')}`,
  scope: (scope, bound) => `${bound.bind(scope, 'text')} = ANY (token.scopes)`,
  creator: (creator, bound) => createdBy(bound.bind(creator, 'text')),
  name: (name, bound) => `strpos(${folded('token.name')}, ${folded(bound.bind(name, 'text'))}) > 0`,
  prefix: (prefix, bound) => `token.id IN (SELECT token_id FROM api_token_secret AS secret WHERE starts_with(secret.prefix COLLATE "C", ${bound.bind(prefix, 'text')}))`,
  unusedSince: (time, bound) => `coalesce(used.last_used_at, token.created_at) < ${bound.bind(time, 'timestamptz')}`,
  expiringBefore: (time, bound) => `${END} < ${bound.bind(time, 'timestamptz')}`,
};

/** A user who is gone has no email any more, but their tokens still have the id. */
function createdBy(creator: string): string {
  return `(token.created_by = ${creator} OR token.created_by IN (SELECT app_user.id FROM app_user WHERE ${isUser(creator)}))`;
}

/** Each block for itself; of a family without a limit none counts. */
function isWider({ widerThanIpv4, widerThanIpv6 }: TokenFilter, bound: BoundValues): string {
  const [ipv4, ipv6] = [widerThanIpv4, widerThanIpv6].map((limit) => bound.bind(limit ?? null, 'int'));
  return `(token.allowed_ips = '{}' OR EXISTS (
    SELECT FROM unnest(token.allowed_ips) AS block
    WHERE nullif(split_part(block, '/', 2), '')::int < CASE WHEN strpos(block, ':') > 0 THEN ${ipv6 ?? ''} ELSE ${ipv4 ?? ''} END))`;
}

/** The filter as a condition in SQL on TOKENS, whose values are bound. Texts stand for themselves: no pattern is made of them. */
export function conditionOf(filter: TokenFilter, bound: BoundValues): string {
  const all = (Object.keys(conditions) as Criterion[]).flatMap((name) => conditionIf(name, filter[name], bound));
  const asksForWidth = filter.widerThanIpv4 !== undefined || filter.widerThanIpv6 !== undefined;
  return [...all, ...(asksForWidth ? [isWider(filter, bound)] : [])].join(' AND ');
}

function conditionIf<Name extends Criterion>(name: Name, value: TokenFilter[Name], bound: BoundValues): string[] {
  const condition: Conditions[Name] = conditions[name];
  return value === undefined ? [] : [condition(value, bound)];
}
