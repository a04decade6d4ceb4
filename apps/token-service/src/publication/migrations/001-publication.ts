/**
 * The relay's lease and checkpoint, and the boots that check tokens.
 *
 * relay_lease is one row: who relays (holder, epoch, renewed_at on the database's clock) and how far it came (position and
 * content digest, which move together in one UPDATE that names the epoch and the position it moves from). The lease only
 * keeps two relays from working at once; what makes a deposed one harmless is the epoch.
 *
 * replica_boot is what receipts are judged by. A boot concerns a change at position P if it was admitted before P and not
 * gone by then: admitted_position is read under a lock on the head of the event store, so a change above it commits after
 * the boot's row does.
 */
export const publicationSchema = {
  name: 'publication-001',
  sql: /* sql */ `
    CREATE TABLE relay_lease (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      holder text,
      epoch bigint NOT NULL DEFAULT 0,
      renewed_at timestamptz NOT NULL DEFAULT '-infinity',
      -- identity of the log that has acknowledged everything up to position
      log text,
      position bigint NOT NULL DEFAULT 0,
      digest text NOT NULL DEFAULT '0000000000000000' CHECK (digest ~ '^[0-9a-f]{16}$')
    );
    INSERT INTO relay_lease DEFAULT VALUES;

    CREATE TABLE replica_boot (
      boot text PRIMARY KEY,
      service text NOT NULL,
      bound_ms integer NOT NULL CHECK (bound_ms BETWEEN 1 AND 30000),
      admitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      admitted_position bigint NOT NULL,
      -- the highest it told, written behind
      applied_position bigint NOT NULL DEFAULT 0,
      -- the event store whose position that is
      applied_store text,
      phase text NOT NULL DEFAULT 'serving' CHECK (phase IN ('serving', 'retired', 'goodbye')),
      -- head of the store when the boot was certain to accept nothing any more; null until then
      gone_position bigint
    );
    CREATE INDEX replica_boot_present ON replica_boot (boot) WHERE gone_position IS NULL;
    CREATE INDEX replica_boot_gone ON replica_boot (gone_position) WHERE gone_position IS NOT NULL;
  `,
};
