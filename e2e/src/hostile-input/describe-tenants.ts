import { expect, it } from '@jest/globals';
import { credentialOf, type HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { faultOf, faultOfDocument } from './problems.js';
import { send } from './wire.js';

/** Ids of another workspace, on every route that names something. */
export function describeTenants(get: () => HostileWorld): void {
  it('another workspace\'s id is not there, exactly as an unknown one is not', async () => {
    const named = get().routes.filter(({ path, isPublic }) => path.includes('{') && !isPublic);
    const faults = await faultsOver(named, async (route) => {
      const target = get().targets.of(route);
      const body = route.isBodyRequired ? { body: '{}' } : {};
      const headers = [credentialOf(get().stranger, route), ...(route.isBodyRequired ? ['Content-Type: application/json'] : [])];
      const answer = await send(route.url, { method: route.method, target, headers, ...body });
      return answer.status === 400 && route.isBodyRequired ? faultOfDocument(answer) : faultOf(answer, { status: 404, code: 'not_found' });
    });
    expect(faults).toEqual([]);
  });

  it('and nothing was done to it', async () => {
    const named = get().routes.filter(({ method, path, isPublic }) => method === 'GET' && path.includes('{') && !isPublic);
    const faults = await faultsOver(named, async (route) => {
      const { status } = await send(route.url, { target: get().targets.of(route), headers: [credentialOf(get().tenant, route)] });
      return status === 200 ? undefined : String(status);
    });
    expect(faults).toEqual([]);
  });
}
