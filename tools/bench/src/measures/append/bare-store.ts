/** The least that gives a store without gaps: one counter, one table, the same bytes. No hash, no chain, no version check, no digest. */
export const BARE_TABLES = `
CREATE TABLE bare_head (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), position bigint NOT NULL DEFAULT 0);
INSERT INTO bare_head DEFAULT VALUES;
CREATE TABLE bare_event (position bigint PRIMARY KEY, stream text NOT NULL, time timestamptz NOT NULL, bytes bytea NOT NULL, message bytea NOT NULL);
`;

/** The counter's row is locked from here until the commit, as in the event store: that is what makes it gapless. */
export const BARE_INSERT = `
WITH head AS (UPDATE bare_head SET position = position + 1 RETURNING position)
INSERT INTO bare_event (position, stream, time, bytes, message)
SELECT position, $1, clock_timestamp(), convert_to($2, 'UTF8'), convert_to($3, 'UTF8') FROM head`;
