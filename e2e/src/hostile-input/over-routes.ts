import { type ApiRoute, nameOf } from './api-routes.js';

/** What went wrong where; empty where every route did what it must. */
export type Faults = readonly string[];

/** Tries something on every one of the routes, some at a time, and names those where it went wrong. @param fault tells what did */
export async function faultsOver(routes: readonly ApiRoute[], fault: (route: ApiRoute) => Promise<string | undefined>): Promise<Faults> {
  if (routes.length === 0) throw new Error('There is no route to try this on.');
  const faults: string[] = [];
  const waiting = [...routes];
  const work = async (): Promise<void> => {
    for (let route = waiting.shift(); route !== undefined; route = waiting.shift()) {
      const found = await fault(route).catch(String);
      if (found !== undefined) faults.push(`${nameOf(route)}: ${found}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return faults.sort();
}

const AT_ONCE = 4;
