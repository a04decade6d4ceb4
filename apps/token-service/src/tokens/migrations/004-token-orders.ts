/**
 * The orders that tokens are listed in, one index each; docs/adr/0038 has what they gain. `created_at` is the time of the
 * first event, which is appended after the row is written: the trigger puts it there in the same transaction, holding no
 * lock but that of a row which nobody else can see yet. Last use has no index: it moves with every batch of usage.
 */
export const tokenOrders = {
  name: '004-token-orders',
  sql: `
    ALTER TABLE api_token ADD created_at timestamptz NOT NULL DEFAULT now();
    UPDATE api_token AS token SET created_at = event.time FROM event WHERE event.stream = 'token/' || token.id AND event.version = 1;

    CREATE FUNCTION note_time_of_issue() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE api_token SET created_at = NEW.time WHERE id = substr(NEW.stream, 7);
      RETURN NULL;
    END $$;
    CREATE TRIGGER event_issues_token AFTER INSERT ON event
      FOR EACH ROW WHEN (NEW.version = 1 AND starts_with(NEW.stream, 'token/')) EXECUTE FUNCTION note_time_of_issue();

    CREATE INDEX api_token_by_issue ON api_token (workspace_id, created_at, id COLLATE "C");
    CREATE INDEX api_token_by_name ON api_token (workspace_id, name COLLATE "C", id COLLATE "C");
    CREATE INDEX api_token_by_end ON api_token (workspace_id, coalesce(expires_at, 'infinity'), id COLLATE "C");
    DROP INDEX api_token_newest_first;
    -- For what is left of a leaked secret.
    CREATE INDEX api_token_secret_by_prefix ON api_token_secret (prefix COLLATE "C");
  `,
} as const;
