/**
 * What each boot told of itself, as it moved: written where its row moves, in the same statement, so never earlier than it
 * was told and at most twice a second. `told_at` rises with the position of a boot. Kept for seven days, and of each boot
 * the last before them, so that all seven can be told of.
 */
export const replicaKnowledge = {
  name: '002-replica-knowledge',
  sql: /* sql */ `
    CREATE TABLE replica_knowledge (
      boot text NOT NULL,
      told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      -- The event store whose position that is.
      store_id text NOT NULL,
      position bigint NOT NULL,
      PRIMARY KEY (boot, told_at)
    );
    CREATE INDEX replica_knowledge_told_at ON replica_knowledge USING brin (told_at) WITH (autosummarize = on);
    -- Null also of a boot that was gone before this was kept.
    ALTER TABLE replica_boot ADD COLUMN gone_at timestamptz;
  `,
};
