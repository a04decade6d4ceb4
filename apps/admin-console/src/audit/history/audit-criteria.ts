import type { operations } from '@portcullis/management-client';
import { useSearchParams } from 'react-router';

type EventsQuery = NonNullable<operations['listEvents']['parameters']['query']>;

/** What happens, in the order of a life: tokens, people, the workspace. */
export const EVENT_TYPES = ['TokenIssued', 'TokenUpdated', 'TokenRotated', 'TokenDisabled', 'TokenEnabled', 'TokenRevoked', 'TokenUsed', 'UserCreated', 'UserRoleChanged', 'UserSuspended', 'UserResumed', 'UserRemoved', 'PasswordChanged', 'PasswordReset', 'WorkspaceUpdated'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** How far back, in hours. */
export const LENGTHS = { hour: 1, day: 24, week: 168, month: 720 } as const;
export type Length = keyof typeof LENGTHS;
const HOUR_MS = 3_600_000;

/** What the history is narrowed by, as it stands in the address; text that means nothing is left for the service to refuse. */
export interface AuditCriteria {
  readonly last: Length | undefined;
  /** RFC 3339, as `to`; both only without `last`. */
  readonly from: string;
  readonly to: string;
  readonly type: string;
  /** Email or id. */
  readonly actor: string;
  readonly token: string;
  readonly after: string;
  readonly before: string;
}

export const NO_CRITERIA: AuditCriteria = { last: undefined, from: '', to: '', type: '', actor: '', token: '', after: '', before: '' };

const isLength = (text: string): text is Length => Object.hasOwn(LENGTHS, text);

export function criteriaIn(address: URLSearchParams): AuditCriteria {
  const text = (name: string): string => address.get(name)?.trim() ?? '';
  const last = text('last');
  return { last: isLength(last) ? last : undefined, from: text('from'), to: text('to'), type: text('type'), actor: text('actor'), token: text('token'), after: text('after'), before: text('before') };
}

/** The criteria, and how to change some of them. */
export function useAuditCriteria(): readonly [AuditCriteria, (changes: Partial<AuditCriteria>) => void] {
  const [address, setAddress] = useSearchParams();
  const change = (changes: Partial<AuditCriteria>): void => {
    setAddress((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') after.delete(name);
        else after.set(name, value);
      }
      return after;
    }, { preventScrollReset: true });
  };
  return [criteriaIn(address), change];
}

/**
 * As the API takes them.
 *
 * @param idOf the id of the person with this email, if there is one
 * @param now milliseconds; of all pages of one list the same, as its cursors belong to its times
 */
export function filterOf({ last, from, to, type, actor, token, after, before }: AuditCriteria, idOf: (email: string) => string | undefined, now: number): Omit<EventsQuery, 'cursor' | 'limit' | 'sort'> {
  return {
    ...(last ? { from: new Date(now - LENGTHS[last] * HOUR_MS).toISOString() } : { ...(from !== '' && { from }), ...(to !== '' && { to }) }),
    ...(type !== '' && { type }),
    ...(actor !== '' && { actor: idOf(actor.toLowerCase()) ?? actor }),
    ...(token !== '' && { token }),
    ...(after !== '' && { after: Number(after) }),
    ...(before !== '' && { before: Number(before) }),
  };
}

export const isNarrowed = (criteria: AuditCriteria): boolean => Object.values(criteria).some((value) => value !== undefined && value !== '');
