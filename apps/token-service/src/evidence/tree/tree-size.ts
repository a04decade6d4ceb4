import type { Query } from '@portcullis/event-store';

/** How many events are in the tree, and in the store. */
export async function treeAndHead(query: Query): Promise<{ readonly size: number; readonly head: number }> {
  const [row] = await query<{ size: string; head: string }>('SELECT size, event_head.position AS head FROM evidence_tree, event_head');
  if (!row) throw new Error('The tree has lost its size: evidence_tree holds no row');
  return { size: Number(row.size), head: Number(row.head) };
}

/** The tree's size, and its lock until the transaction ends: nobody else adds to it or signs it meanwhile. */
export async function lockTree(query: Query): Promise<number> {
  const [row] = await query<{ size: string }>('SELECT size FROM evidence_tree FOR UPDATE');
  if (!row) throw new Error('The tree has lost its size: evidence_tree holds no row');
  return Number(row.size);
}

export async function writeTreeSize(query: Query, size: number): Promise<void> {
  await query('UPDATE evidence_tree SET size = $1', [size]);
}
