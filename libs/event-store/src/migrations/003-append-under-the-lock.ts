import type { Migration } from './migration.js';

export const appendUnderTheLock: Migration = {
  name: '003-append-under-the-lock',
  sql: `
-- append_events as before, but less is done while others wait for the head: see 002-append-events for its arguments, and
-- docs/adr/0032 for what that gains.
CREATE OR REPLACE FUNCTION append_events(
  stream_of text[], expected_version_of bigint[], type_of text[], workspace_of text[], envelope_of text[],
  message_key_of text[], message_of text[],
  address_of text[], address_salt_of text[], user_agent_of text[], user_agent_salt_of text[]
) RETURNS TABLE (first_position bigint, last_position bigint, event_time text) LANGUAGE plpgsql AS $$
DECLARE
  total CONSTANT int := cardinality(stream_of);
  taken_at timestamptz;
  event_position bigint;
  workspace text;
  sequence bigint;
  last_hash bytea;
  envelope bytea;
  message bytea;
BEGIN
  IF total NOT BETWEEN 1 AND 500 THEN
    RAISE EXCEPTION 'append takes 1 to 500 events, not %', total USING ERRCODE = 'invalid_parameter_value';
  END IF;

  -- Sent with the commit, and only then. Said here, as others wait from the next statement on.
  PERFORM pg_notify('portcullis_event', '');

  -- The lock. A rollback gives the positions back; the next in line sees what was committed, and nothing else.
  UPDATE event_head AS head
    SET position = head.position + total, time = greatest(head.time, date_trunc('milliseconds', clock_timestamp()))
    RETURNING head.position, head.time, to_char(head.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    INTO last_position, taken_at, event_time;
  first_position := last_position - total + 1;

  FOR i IN 1..total LOOP
    event_position := first_position + i - 1;
    -- Every statement has a snapshot of its own, taken after the lock: no newer event of the workspace can exist.
    IF workspace IS DISTINCT FROM workspace_of[i] THEN
      workspace := workspace_of[i];
      -- Both become null where there is none.
      SELECT newest.workspace_sequence, newest.hash INTO sequence, last_hash FROM event AS newest
        WHERE newest.workspace_id = workspace ORDER BY newest.workspace_sequence DESC LIMIT 1;
    END IF;
    sequence := coalesce(sequence, 0) + 1;
    envelope := convert_to('{"position":' || event_position || ',"time":"' || event_time || '","workspaceSequence":' || sequence
      || ',"previousHash":' || coalesce('"' || encode(last_hash, 'hex') || '"', 'null') || ',' || envelope_of[i], 'UTF8');
    last_hash := sha256(envelope);

    -- The event before it has to be there, and its own place free. Nobody else appends, so what is looked for here stays so:
    -- no ON CONFLICT, which inserts every row in two steps.
    INSERT INTO event (stream, version, position, type, time, workspace_id, workspace_sequence, bytes, hash)
      SELECT stream_of[i], expected_version_of[i] + 1, event_position, type_of[i], taken_at, workspace, sequence, envelope, last_hash
      WHERE (expected_version_of[i] = 0 OR EXISTS
        (SELECT FROM event AS before WHERE before.stream = stream_of[i] AND before.version = expected_version_of[i]))
        AND NOT EXISTS (SELECT FROM event AS taken WHERE taken.stream = stream_of[i] AND taken.version = expected_version_of[i] + 1);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'version conflict' USING ERRCODE = 'VC001', DETAIL = json_build_object(
        'stream', stream_of[i], 'expectedVersion', expected_version_of[i],
        'actualVersion', (SELECT coalesce(max(version), 0) FROM event WHERE stream = stream_of[i]));
    END IF;

    IF message_key_of[i] IS NOT NULL THEN
      message := convert_to('{"position":' || event_position || ',"time":"' || event_time || '",' || message_of[i], 'UTF8');
      INSERT INTO event_message (position, key, bytes, digest_part)
        VALUES (event_position, message_key_of[i], message, ('x' || encode(substr(sha256(message), 1, 8), 'hex'))::bit(64)::bigint);
    END IF;
    IF address_of[i] IS NOT NULL OR user_agent_of[i] IS NOT NULL THEN
      INSERT INTO event_origin (position, address, address_salt, user_agent, user_agent_salt)
        VALUES (event_position, address_of[i], decode(address_salt_of[i], 'hex'), user_agent_of[i], decode(user_agent_salt_of[i], 'hex'));
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;
`,
};
