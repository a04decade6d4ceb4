import type { Query } from '@portcullis/event-store';
import type { UsageDetailChunk } from '@portcullis/messages';
import type { UsageBoot } from '../usage-boots.js';
import { type ChunkWindow, counted } from './chunk-window.js';

/** Those that were not counted before, each once; from now on they are. The rows of their boots are held. */
export async function newChunks(query: Query, chunks: readonly UsageDetailChunk[], boots: ReadonlyMap<string, UsageBoot>): Promise<readonly UsageDetailChunk[]> {
  const moved = new Map<string, ChunkWindow>();
  const isNew = ({ boot, chunk }: UsageDetailChunk): boolean => {
    const known = boots.get(boot);
    const window = counted(moved.get(boot) ?? { to: known?.chunksTo ?? 0, ahead: known?.chunksAhead ?? [] }, chunk);
    if (window !== undefined) moved.set(boot, window);
    return window !== undefined;
  };
  const fresh = chunks.filter(isNew);
  if (fresh.length > 0) await keepWindows(query, moved);
  return fresh;
}

async function keepWindows(query: Query, windows: ReadonlyMap<string, ChunkWindow>): Promise<void> {
  const given = [...windows].map(([boot, { to, ahead }]) => ({ boot, to, ahead: `{${ahead.join(',')}}` }));
  await query(
    `UPDATE usage_boot AS kept SET chunks_to = given.chunks_to, chunks_ahead = given.chunks_ahead::bigint[]
     FROM unnest($1::text[], $2::bigint[], $3::text[]) AS given (boot, chunks_to, chunks_ahead)
     WHERE kept.boot = given.boot`,
    [given.map(({ boot }) => boot), given.map(({ to }) => to), given.map(({ ahead }) => ahead)],
  );
}
