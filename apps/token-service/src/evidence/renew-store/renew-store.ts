import type { Query } from '@portcullis/event-store';

export interface RenewedStore {
  readonly storeId: string;
  readonly formerStoreId: string;
  /** How many events it begins with. */
  readonly events: number;
}

/**
 * Gives the store a new id, and so begins a new history with the events that are there; to be run in one transaction.
 * The tree is made again from the stored events. Checkpoints of the former id stay, in the table and in the anchor file:
 * they go on to say what they said of the history that had that id.
 */
export async function renewStore(query: Query): Promise<RenewedStore> {
  // In this order appends wait for the id, and nobody adds to the tree meanwhile.
  await query('SELECT 1 FROM evidence_tree FOR UPDATE');
  const [renewed] = await query<{ store_id: string; former_store_id: string; position: string }>(
    `UPDATE event_head SET store_id = 'sto_' || replace(gen_random_uuid()::text, '-', '')
     FROM (SELECT store_id FROM event_head) AS former RETURNING event_head.store_id, former.store_id AS former_store_id, event_head.position`,
  );
  if (!renewed) throw new Error('The event store has lost its head: event_head holds no row');
  // Row by row, those of a big store would outlast the transaction's bound.
  await query('TRUNCATE evidence_tile, evidence_workspace');
  await query('UPDATE evidence_tree SET size = 0');
  return { storeId: renewed.store_id, formerStoreId: renewed.former_store_id, events: Number(renewed.position) };
}
