/** In a schema of its own: the service's tables around it are none of its business, nor it of theirs. */
export const snapshot = {
  name: '001-snapshot',
  sql: `
CREATE SCHEMA portcullis_replica;

-- What the messages below are a copy of, and up to where. No row: there is no snapshot.
CREATE TABLE portcullis_replica.snapshot (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- Drawn anew whenever a copy is begun: a writer of the one before finds no row to go on from.
  generation uuid NOT NULL,
  log_identity text NOT NULL,
  topic text NOT NULL,
  store text NOT NULL,
  next_offset bigint NOT NULL,
  -- Content digest over the messages below, 0 to 2^64 - 1 (docs/adr/0006).
  digest numeric(20) NOT NULL DEFAULT 0,
  saved_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Each token's newest message, byte for byte as it stood on the topic.
CREATE TABLE portcullis_replica.snapshot_message (
  key bytea PRIMARY KEY,
  version bigint NOT NULL,
  -- The message's part in the content digest, as a signed number.
  digest_part bigint NOT NULL,
  bytes bytea NOT NULL
);

-- Takes the messages of [p_from, p_next) into the copy: all of them and the new offset, or nothing. Keys and messages
-- follow each other in p_packed. Answers the digest of what the copy holds then; null where the copy does not go up to
-- p_from, or is another one. Holds the row of snapshot, so that writers come one after the other.
CREATE FUNCTION portcullis_replica.append_to_snapshot(
  p_generation uuid, p_from bigint, p_next bigint, p_packed bytea,
  p_starts int[], p_key_lengths int[], p_lengths int[], p_versions bigint[], p_parts bigint[]
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_digest numeric;
  v_change numeric;
BEGIN
  SELECT digest INTO v_digest FROM portcullis_replica.snapshot
    WHERE generation = p_generation AND next_offset = p_from FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  WITH incoming AS MATERIALIZED (
    SELECT key, bytes, version, part,
           (SELECT held.digest_part FROM portcullis_replica.snapshot_message held WHERE held.key = one.key) AS part_before
      FROM (SELECT substring(p_packed FROM s FOR k), substring(p_packed FROM s + k FOR l), v, p
              FROM unnest(p_starts, p_key_lengths, p_lengths, p_versions, p_parts) AS packed(s, k, l, v, p)
           ) AS one(key, bytes, version, part)
  ), written AS (
    INSERT INTO portcullis_replica.snapshot_message AS held (key, version, digest_part, bytes)
      SELECT key, version, part, bytes FROM incoming
      ON CONFLICT (key) DO UPDATE
        SET version = excluded.version, digest_part = excluded.digest_part, bytes = excluded.bytes
        WHERE excluded.version > held.version
      RETURNING key
  )
  SELECT coalesce(sum(part::numeric - coalesce(part_before, 0)), 0) INTO v_change FROM incoming JOIN written USING (key);
  -- Modulo 2^64, and never negative.
  v_digest := mod(mod(v_digest + v_change, 18446744073709551616) + 18446744073709551616, 18446744073709551616);
  UPDATE portcullis_replica.snapshot SET next_offset = p_next, digest = v_digest, saved_at = clock_timestamp();
  RETURN v_digest::text;
END $$;

-- Begins a new, empty copy in place of whatever was there. TRUNCATE waits for a process that is loading.
CREATE FUNCTION portcullis_replica.begin_snapshot(p_log_identity text, p_topic text, p_store text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_generation uuid := gen_random_uuid();
BEGIN
  TRUNCATE portcullis_replica.snapshot, portcullis_replica.snapshot_message;
  INSERT INTO portcullis_replica.snapshot (generation, log_identity, topic, store, next_offset)
    VALUES (v_generation, p_log_identity, p_topic, p_store, 0);
  RETURN v_generation;
END $$;
`,
};
