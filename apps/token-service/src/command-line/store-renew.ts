import { queryOf } from '@portcullis/service-database';
import { type RenewedStore, renewStore } from '../evidence/renew-store/renew-store.js';
import { withDatabase } from './with-database.js';

/** `store renew`: needs no key, as nothing is signed by it. */
export function storeRenew(env: NodeJS.ProcessEnv): Promise<RenewedStore> {
  return withDatabase(env, (dataSource) => dataSource.transaction((manager) => renewStore(queryOf(manager))));
}
