import { type ExposedCalls, MOST_GROUPS_A_CLOSING } from '@portcullis/messages';
import { routeOf } from '../call-kind.js';
import type { GuardedRoutes } from '../guarded-routes.js';
import type { RecentCall } from '../recent-calls.js';

/** Calls by route and address, the groups with the most calls first; those beyond MOST_GROUPS_A_CLOSING are left out. */
export function groupCalls(calls: readonly RecentCall[], routes: GuardedRoutes): ExposedCalls[] {
  const groups = new Map<string, ExposedCalls>();
  for (const { kind, address, atMs } of calls) {
    const key = `${routeOf(kind)} ${address}`;
    const at = timestampOf(atMs);
    const known = groups.get(key) ?? { route: routes.at(routeOf(kind))?.route ?? null, address: address === '' ? null : address, calls: 0, firstAt: at, lastAt: at };
    groups.set(key, { ...known, calls: known.calls + 1, ...spanned(known, at) });
  }
  return [...groups.values()].sort((one, other) => other.calls - one.calls).slice(0, MOST_GROUPS_A_CLOSING);
}

/** First and last of some calls: their order is that of the checks, and the clock may have been stepped between them. */
export function spanOf(calls: readonly RecentCall[]): { firstAt: string; lastAt: string } {
  const times = calls.map(({ atMs }) => timestampOf(atMs)).sort();
  return { firstAt: times[0] ?? timestampOf(0), lastAt: times.at(-1) ?? timestampOf(0) };
}

function spanned({ firstAt, lastAt }: ExposedCalls, at: string): { firstAt: string; lastAt: string } {
  return { firstAt: at < firstAt ? at : firstAt, lastAt: at > lastAt ? at : lastAt };
}

function timestampOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
