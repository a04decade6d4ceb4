import type { Migration } from '@portcullis/event-store';

export const evidenceTables: Migration = {
  name: '001-evidence',
  sql: /* sql */ `
-- How many events, from position 1 on, the tree holds. One row; its lock lets one process at a time add to the tree or sign.
CREATE TABLE evidence_tree (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  size bigint NOT NULL DEFAULT 0
);
INSERT INTO evidence_tree DEFAULT VALUES;

-- The tree's hashes, 256 to a tile, numbered as C2SP tlog-tiles does; what lies between two levels of tiles is made from them.
CREATE TABLE evidence_tile (
  level smallint NOT NULL,
  tile_index bigint NOT NULL,
  hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
  PRIMARY KEY (level, tile_index)
);
-- Nothing compresses a hash.
ALTER TABLE evidence_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- Every checkpoint that was signed, word for word; those of a store that was renewed keep the id it had.
CREATE TABLE evidence_checkpoint (
  store_id text NOT NULL,
  size bigint NOT NULL,
  note text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  PRIMARY KEY (store_id, size)
);

-- How far each workspace had come: a row for each workspace and checkpoint between which it had events. It is of every
-- checkpoint larger than after_size, until the workspace's next row; so the ends at any kept checkpoint are found by index.
CREATE TABLE evidence_workspace (
  workspace_id text COLLATE "C" NOT NULL,
  after_size bigint NOT NULL,
  count bigint NOT NULL,
  last_hash bytea NOT NULL,
  PRIMARY KEY (workspace_id, after_size)
);
`,
};
