/**
 * Ways to a page of the history, whatever it is filtered by. Positions, a workspace's sequence and a stream's versions have
 * no gaps and rise with time, so a place among them is found by halving, some 25 looks at an index that is there anyway;
 * only types and actors need indexes. An actor stands in the envelope alone: the index reads it there. docs/adr/0042
 */
export const waysIntoTheHistory = {
  name: '001-ways-into-the-history',
  sql: `
    -- Cut out by its place, as every append pays for it: the members stand in the order in which they are written, and no
    -- value can hold these texts, as its quotes are escaped.
    CREATE FUNCTION event_actor(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN convert_from(substr(bytes, position(',"actor":'::bytea IN bytes) + 9,
        position(',"requestId":'::bytea IN bytes) - position(',"actor":'::bytea IN bytes) - 9), 'UTF8')::json ->> 'id';
    CREATE INDEX event_of_type ON event (workspace_id, type, position);
    CREATE INDEX event_of_actor ON event (workspace_id, event_actor(bytes), type, position);

    -- The newest position whose event is older than the instant; 0: none is.
    CREATE FUNCTION position_before(instant timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
    DECLARE
      low bigint := 0;
      high bigint := coalesce((SELECT max(position) FROM event), 0);
      middle bigint;
    BEGIN
      WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT time < instant FROM event WHERE position = middle) THEN low := middle; ELSE high := middle - 1; END IF;
      END LOOP;
      RETURN low;
    END $$;

    -- The workspace's sequence at that position: that of its newest event up to it; 0: it has none.
    CREATE FUNCTION sequence_at(workspace text, upto bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
    DECLARE
      low bigint := 0;
      high bigint := coalesce((SELECT max(workspace_sequence) FROM event WHERE workspace_id = workspace), 0);
      middle bigint;
    BEGIN
      WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT position <= upto FROM event WHERE workspace_id = workspace AND workspace_sequence = middle) THEN low := middle;
        ELSE high := middle - 1; END IF;
      END LOOP;
      RETURN low;
    END $$;

    -- The stream's version at that position; 0: it had not begun.
    CREATE FUNCTION version_at(of_stream text, upto bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
    DECLARE
      low bigint := 0;
      high bigint := coalesce((SELECT max(version) FROM event WHERE stream = of_stream), 0);
      middle bigint;
    BEGIN
      WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT position <= upto FROM event WHERE stream = of_stream AND version = middle) THEN low := middle;
        ELSE high := middle - 1; END IF;
      END LOOP;
      RETURN low;
    END $$;
  `,
} as const;
