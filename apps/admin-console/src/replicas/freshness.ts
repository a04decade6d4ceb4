import type { Replica } from '@portcullis/management-client';

/** How a replica stands, for a person: `fresh` answers by what it knows, `refusing` refuses everything, of `unheard` nothing is known here. */
export type Standing = 'fresh' | 'refusing' | 'unheard' | 'joining' | 'leaving' | 'gone';

export function standingOf({ status, fresh, ageMs, boundMs, lastHeardMs }: Replica): Standing {
  if (status === 'gone') return 'gone';
  if (status === 'retired') return 'leaving';
  if (status === 'new') return 'joining';
  if (lastHeardMs === null) return 'unheard';
  return fresh && ageMs !== null && ageMs + lastHeardMs <= boundMs ? 'fresh' : 'refusing';
}

/** Milliseconds since which it may lack something, as far as is heard here; null: it knows nothing, or was never heard. */
export function knownAgeMs({ ageMs, lastHeardMs }: Replica): number | null {
  return ageMs === null || lastHeardMs === null ? null : ageMs + lastHeardMs;
}

/** The newest position that it could have applied; null: not told. */
export const headOf = ({ appliedPosition, lag }: Replica): number | null => (appliedPosition === null || lag === null ? null : appliedPosition + lag);

/** What all of them together amount to. */
export interface Summary {
  /** `unsure`: some that may answer calls are not heard; receipts wait for them. */
  readonly state: 'fresh' | 'partly' | 'refusing' | 'unsure' | 'none';
  /** Those that may answer calls, heard or not. */
  readonly serving: number;
  readonly fresh: number;
  /** Of those that are heard; null: of none. */
  readonly oldestMs: number | null;
  readonly furthestBehind: number;
  /** The longest that any of them goes on without news. */
  readonly boundMs: number;
}

export function summaryOf(replicas: readonly Replica[]): Summary {
  const serving = replicas.filter(({ status }) => status === 'serving' || status === 'retired');
  const heard = serving.filter(({ status, lastHeardMs }) => status === 'serving' && lastHeardMs !== null);
  const fresh = heard.filter((replica) => standingOf(replica) === 'fresh').length;
  const ages = heard.map(knownAgeMs).filter((age) => age !== null);
  const ofHeard = fresh === heard.length ? 'fresh' : fresh === 0 ? 'refusing' : 'partly';
  return {
    state: serving.length === 0 ? 'none' : heard.length < serving.length ? 'unsure' : ofHeard,
    serving: serving.length,
    fresh,
    oldestMs: ages.length === 0 ? null : Math.max(...ages),
    furthestBehind: Math.max(0, ...heard.map(({ lag }) => lag ?? 0)),
    boundMs: Math.max(0, ...serving.map(({ boundMs }) => boundMs)),
  };
}
