import { expect, it } from '@jest/globals';
import type { ApiParameter, ApiRoute } from './api-routes.js';
import type { HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { faultOf, faultOfJudgement } from './problems.js';
import { queryOf } from './sample-targets.js';
import { hostileValues, unknownNames } from './query.table.js';
import { send, type WireAnswer } from './wire.js';

/** What stands behind the question mark. */
export function describeQueries(get: () => HostileWorld): void {
  const isShown = ({ isPublic, method }: ApiRoute): boolean => isPublic && method === 'GET';

  async function ask(route: ApiRoute, query: string): Promise<WireAnswer> {
    const { credentialFor, targets } = get();
    return send(route.url, { method: route.method, target: `${targets.of(route)}?${query}`, headers: [await credentialFor(route)] });
  }

  it.each(unknownNames)('a parameter that no route knows, %s, is told by its name', async (_what, name, pointer) => {
    const routes = get().routes.filter((route) => !isShown(route));
    const faults = await faultsOver(routes, async (route) => faultOf(await ask(route, `${name}=1`), { status: 400, code: 'validation_failed', pointer }));
    expect(faults).toEqual([]);
  });

  it('a page that anybody may get is shown whatever is added to its address', async () => {
    const faults = await faultsOver(get().routes.filter(isShown), async (route) => {
      const { status } = await ask(route, 'unknown=1&__proto__=2');
      return status === 200 ? undefined : String(status);
    });
    expect(faults).toEqual([]);
  });

  /** Tries a query on each parameter of each route. */
  async function overParameters(queryFor: (name: string) => string, fault: (answer: WireAnswer, name: string) => string | undefined): Promise<readonly string[]> {
    const routes = get().routes.filter((route) => queryOf(route).length > 0);
    return faultsOver(routes, async (route) => {
      const found: string[] = [];
      for (const { name } of queryOf(route).filter(isOneValue)) {
        const fell = fault(await ask(route, queryFor(name)), name);
        if (fell !== undefined) found.push(`${name}: ${fell}`);
      }
      return found.length > 0 ? found.join('; ') : undefined;
    });
  }
  const isOneValue = ({ schema }: ApiParameter): boolean => schema['type'] !== 'array';

  it('a parameter given twice is refused by its name', async () => {
    const twice = (name: string): string => `${name}=1&${name}=1`;
    expect(await overParameters(twice, (answer, name) => faultOf(answer, { status: 400, code: 'validation_failed', pointer: `/${name}` }))).toEqual([]);
  });

  it.each(hostileValues)('%s as the value of any parameter is taken or refused by its name', async (_what, value) => {
    expect(await overParameters((name) => `${name}=${value}`, (answer, name) => faultOfJudgement(answer, `/${name}`))).toEqual([]);
  });
}
