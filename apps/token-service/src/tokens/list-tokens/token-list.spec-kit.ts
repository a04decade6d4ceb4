import type { ApiToken } from '../read-model/api-token.js';

/** What a list is asked for, as the parameters have it. */
export type Asked = Readonly<Partial<Record<
  'status' | 'kind' | 'creator' | 'scope' | 'prefix' | 'name' | 'unusedSince' | 'expiringBefore' | 'widerThanIpv4' | 'widerThanIpv6' | 'sort',
  string | undefined
>>>;

/** The list as anybody would write it who had all tokens in memory. */
export function naiveList(tokens: readonly ApiToken[], asked: Asked, emailOf: (creator: string) => string): readonly ApiToken[] {
  const { sort = '-createdAt' } = asked;
  const sign = sort.startsWith('-') ? -1 : 1;
  const place = placeBy(sort.replace('-', ''));
  return tokens
    .filter((token) => matches(token, asked, emailOf))
    .toSorted((one, other) => sign * (byBytes(place(one), place(other)) || byBytes(one.id, other.id)));
}

function matches(token: ApiToken, asked: Asked, emailOf: (creator: string) => string): boolean {
  const { status, kind, creator, scope, prefix, name, unusedSince, expiringBefore } = asked;
  return (
    (status === undefined || token.status === status) &&
    (kind === undefined || token.kind === kind) &&
    (creator === undefined || token.createdByEmail?.toLowerCase() === emailOf(creator).toLowerCase()) &&
    (scope === undefined || token.scopes.some((has) => has === scope)) &&
    (prefix === undefined || token.prefix.startsWith(prefix)) &&
    (name === undefined || token.name.toLowerCase().includes(name.toLowerCase())) &&
    (unusedSince === undefined || (token.lastUsedAt ?? token.createdAt) < unusedSince) &&
    (expiringBefore === undefined || (token.expiresAt !== null && token.expiresAt < expiringBefore)) &&
    isWide(token, asked)
  );
}

function isWide({ allowedIps }: ApiToken, { widerThanIpv4, widerThanIpv6 }: Asked): boolean {
  if (widerThanIpv4 === undefined && widerThanIpv6 === undefined) return true;
  if (allowedIps.length === 0) return true;
  return allowedIps.some((entry) => {
    const [address = '', length] = entry.split('/');
    const limit = address.includes(':') ? widerThanIpv6 : widerThanIpv4;
    return limit !== undefined && length !== undefined && Number(length) < Number(limit);
  });
}

function placeBy(field: string): (token: ApiToken) => string {
  switch (field) {
    case 'name':
      return ({ name }) => name;
    case 'lastUsedAt':
      return ({ lastUsedAt }) => lastUsedAt ?? '';
    case 'expiresAt':
      return ({ expiresAt }) => expiresAt ?? '~';
    default:
      return ({ createdAt }) => createdAt;
  }
}

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
