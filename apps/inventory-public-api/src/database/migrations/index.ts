import { inventory } from './001-inventory.js';

/** Forward only, in this order; a migration that has landed is never edited. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [inventory];
