/**
 * The copy is no longer the messages but what they amount to, in pages (docs/adr/0030). What was kept until now is of no
 * use any more: the next start reads the log once. A process of the version before serves on, and alarms that it cannot write.
 */
export const pages = {
  name: '002-pages',
  sql: `
DROP FUNCTION portcullis_replica.append_to_snapshot(uuid, bigint, bigint, bytea, int[], int[], int[], bigint[], bigint[]);
DROP FUNCTION portcullis_replica.begin_snapshot(text, text, text);
DROP TABLE portcullis_replica.snapshot_message;
DROP TABLE portcullis_replica.snapshot;

-- What the pages below amount to, and are a copy of. No row: there is no snapshot.
CREATE TABLE portcullis_replica.snapshot (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- Drawn anew with every save: whoever has written, or read, another one does not know these pages.
  save uuid NOT NULL,
  -- Of what they are written in, and of all that a service takes a message for: another one reads the log.
  understanding text NOT NULL,
  log_identity text NOT NULL,
  topic text NOT NULL,
  store text NOT NULL,
  -- The first offset that is not in the pages, and the position of the closed record before it.
  next_offset bigint NOT NULL,
  position bigint NOT NULL,
  -- Content digest over the messages that the pages come from, 16 hex digits (docs/adr/0006).
  digest text NOT NULL,
  -- How many rows are in the pages, and how many texts.
  rows bigint NOT NULL,
  texts bigint NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- SHA-256 over all of that but the time.
  checksum bytea NOT NULL
);

-- Consecutive rows of a replica's memory, and the texts that they name by number. A full page of rows with nothing rare in
-- it is one page here: nothing goes out of line, nothing is compressed, and it is read in one piece.
CREATE TABLE portcullis_replica.snapshot_page (
  kind smallint NOT NULL,
  number integer NOT NULL,
  -- SHA-256 over kind, number and bytes.
  checksum bytea NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (kind, number)
) WITH (toast_tuple_target = 8160);
ALTER TABLE portcullis_replica.snapshot_page ALTER COLUMN bytes SET STORAGE EXTERNAL;
`,
};
