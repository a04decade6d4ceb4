import { snapshot } from './001-snapshot.js';
import { pages } from './002-pages.js';

/**
 * What a service's database needs for the replica's snapshot: steps to be run in this order, each once, by the service's
 * own migrations. Forward only; a step that has landed is never edited.
 */
export const snapshotMigrations: readonly { readonly name: string; readonly sql: string }[] = [snapshot, pages];
