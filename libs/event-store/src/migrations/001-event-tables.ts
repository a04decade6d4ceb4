import type { Migration } from './migration.js';

export const eventTables: Migration = {
  name: '001-event-tables',
  sql: `
-- One row. Its lock, held from the UPDATE that takes positions until the commit, makes commit order position order.
CREATE TABLE event_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Renewed when the store is restored from a backup: whoever follows it then starts anew.
  store_id text NOT NULL DEFAULT 'sto_' || replace(gen_random_uuid()::text, '-', ''),
  position bigint NOT NULL DEFAULT 0,
  time timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp())
);
INSERT INTO event_head DEFAULT VALUES;

CREATE TABLE event (
  stream text NOT NULL,
  version bigint NOT NULL,
  position bigint NOT NULL UNIQUE,
  type text NOT NULL,
  time timestamptz NOT NULL,
  workspace_id text NOT NULL,
  workspace_sequence bigint NOT NULL,
  -- The envelope: one JSON text in UTF-8, byte for byte what was hashed. The columns before it repeat parts of it to be searched.
  bytes bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (stream, version),
  -- Also the way to a workspace's newest event, whose hash its next event carries.
  UNIQUE (workspace_id, workspace_sequence)
);

-- What may be forgotten stands beside the envelope, which holds no more than SHA-256(salt || value) of it: without
-- the row and its salt nobody can guess the value back, and the envelope still verifies.
CREATE TABLE event_origin (
  position bigint PRIMARY KEY,
  address text,
  address_salt bytea,
  user_agent text,
  user_agent_salt bytea
);

-- What is published of an event, as it is sent and sent again.
CREATE TABLE event_message (
  position bigint PRIMARY KEY,
  key text NOT NULL,
  bytes bytea NOT NULL,
  -- The first 8 bytes of SHA-256(bytes), as PostgreSQL's signed 64 bits.
  digest_part bigint NOT NULL
);
CREATE UNIQUE INDEX event_message_of_key ON event_message (key, position) INCLUDE (digest_part);

CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an event is never changed or deleted';
END $$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_event();
`,
};
