import type { Query } from '@portcullis/service-database';
import { z } from 'zod';
import { LONGEST_LIFETIME_DAYS } from './maximum-token-lifetime.js';

const days = `Must be a whole number of days from 1 to ${LONGEST_LIFETIME_DAYS}, or null for none.`;
export const lifetimeDays = z.int(days).min(1, days).max(LONGEST_LIFETIME_DAYS, days);

export const workspaceSchema = z
  .strictObject({
    id: z.string(),
    object: z.literal('workspace'),
    name: z.string(),
    createdAt: z.iso.datetime({ precision: 3 }),
    maximumTokenLifetimeDays: lifetimeDays.nullable().meta({ description: 'How long a secret lives at most, counted from the issue or rotation that made it; null: for ever.' }),
  })
  .meta({ id: 'Workspace' });

export type ShownWorkspace = z.output<typeof workspaceSchema>;

/** The workspace and what it decided for itself. */
export async function readWorkspace(query: Query, workspaceId: string): Promise<ShownWorkspace> {
  const [row] = await query<{ name: string; created_at: Date; days: number | null }>(
    `SELECT workspace.name, workspace.created_at, setting.maximum_token_lifetime_days AS days
     FROM workspace LEFT JOIN workspace_setting AS setting ON setting.workspace_id = workspace.id WHERE workspace.id = $1`,
    [workspaceId],
  );
  if (!row) throw new Error(`${workspaceId} was admitted and is not there`);
  return { id: workspaceId, object: 'workspace', name: row.name, createdAt: row.created_at.toISOString(), maximumTokenLifetimeDays: row.days };
}

/** @param maximumDays null: none */
export async function setMaximumTokenLifetime(query: Query, workspaceId: string, maximumDays: number | null): Promise<void> {
  await query(
    `INSERT INTO workspace_setting (workspace_id, maximum_token_lifetime_days) VALUES ($1, $2)
     ON CONFLICT (workspace_id) DO UPDATE SET maximum_token_lifetime_days = excluded.maximum_token_lifetime_days`,
    [workspaceId, maximumDays],
  );
}
