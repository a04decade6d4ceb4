import { type operations, SCOPES, STATUSES } from '@portcullis/management-client';
import { useSearchParams } from 'react-router';
import { PREFIX_CHARACTERS } from '../../api/without-secrets.js';

export type ListQuery = NonNullable<operations['listApiTokens']['parameters']['query']>;
export type TokenSort = NonNullable<ListQuery['sort']>;
type Scope = (typeof SCOPES)[number];

const SORTS: readonly TokenSort[] = ['createdAt', '-createdAt', 'name', '-name', 'lastUsedAt', '-lastUsedAt', 'expiresAt', '-expiresAt'];
export const NEWEST_FIRST: TokenSort = '-createdAt';

/** What the list is narrowed by; stands in the address, so that a view can be kept and given to somebody. */
export interface Criteria {
  /** Part of a name, or the first characters of a token. */
  readonly q: string;
  readonly status: (typeof STATUSES)[number] | undefined;
  readonly scope: Scope | undefined;
  readonly kind: 'user' | 'workspace' | undefined;
  readonly creator: string;
  readonly sort: TokenSort;
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined => values.find((value) => value === text);

/** @param address whatever stands there; what means nothing narrows nothing */
export function criteriaIn(address: URLSearchParams): Criteria {
  return {
    q: address.get('q') ?? '',
    status: oneOf(STATUSES, address.get('status')),
    scope: oneOf(SCOPES, address.get('scope')),
    kind: oneOf(['user', 'workspace'], address.get('kind')),
    creator: address.get('creator') ?? '',
    sort: oneOf(SORTS, address.get('sort')) ?? NEWEST_FIRST,
  };
}

/** The criteria, and how to change some of them: each change is a place to go back from. */
export function useCriteria(): readonly [Criteria, (changes: Partial<Criteria>) => void] {
  const [address, setAddress] = useSearchParams();
  const change = (changes: Partial<Criteria>): void => {
    setAddress((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '' || value === NEWEST_FIRST) after.delete(name);
        else after.set(name, value);
      }
      return after;
    }, { replace: 'q' in changes, preventScrollReset: true });
  };
  return [criteriaIn(address), change];
}

const PREFIX = /^pcl_[0-9A-Za-z_]{0,8}$/;

/** As the API takes them; of a whole token that was pasted only what is shown of it anyway. */
export function filterOf({ q, status, scope, kind, creator }: Criteria): Omit<ListQuery, 'sort' | 'cursor' | 'limit'> {
  const searched = q.trim().slice(0, q.trim().startsWith('pcl_') ? PREFIX_CHARACTERS : undefined);
  return {
    ...(searched !== '' && (PREFIX.test(searched) ? { prefix: searched } : { name: searched })),
    ...(status && { status }),
    ...(scope && { scope }),
    ...(kind && { kind }),
    ...(creator.trim() !== '' && { creator: creator.trim() }),
  };
}

/** Whether the list shows less than all. */
export const isNarrowed = (criteria: Criteria): boolean => Object.keys(filterOf(criteria)).length > 0;

