import type { World } from '../world/world.js';

/** The replicas' snapshot stands in their service's own database, in a schema of its own. */
const SCHEMA = 'portcullis_replica';

/** Copies the snapshot as a backup of the service's database would. */
export async function keepSnapshots(world: World): Promise<void> {
  const tables = await tablesOf(world);
  await world.database.ask('inventory', tables.map((name) => `DROP TABLE IF EXISTS kept_${name}; CREATE TABLE kept_${name} AS TABLE ${SCHEMA}.${name};`).join('\n'));
}

export async function bringBackSnapshots(world: World): Promise<void> {
  const tables = await tablesOf(world);
  const fill = tables.map((name) => `INSERT INTO ${SCHEMA}.${name} TABLE kept_${name};`).join('\n');
  await world.database.ask('inventory', `BEGIN; ${emptying(tables)} ${fill} COMMIT;`);
}

export async function forgetSnapshots(world: World): Promise<void> {
  await world.database.ask('inventory', emptying(await tablesOf(world)));
}

function emptying(tables: readonly string[]): string {
  return `TRUNCATE ${tables.map((name) => `${SCHEMA}.${name}`).join(', ')};`;
}

/** In the order of their names, which is that of their references. */
async function tablesOf({ database }: World): Promise<readonly string[]> {
  const rows = await database.ask<{ name: string }>('inventory', 'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY tablename', [SCHEMA]);
  if (rows.length === 0) throw new Error('There is no snapshot in the database of inventory.');
  return rows.map(({ name }) => name);
}
