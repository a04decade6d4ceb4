/**
 * People that others make, change and remove. A removed person keeps the row, as events and tokens name it, and keeps
 * neither a password nor a claim to the email.
 */
export const people = {
  name: '003-people',
  sql: `
ALTER TABLE app_user
  ALTER COLUMN password_hash DROP NOT NULL,
  DROP CONSTRAINT app_user_status_check,
  ADD CONSTRAINT app_user_status_check CHECK (status IN ('active', 'suspended', 'removed')),
  ADD CONSTRAINT app_user_password CHECK ((password_hash IS NULL) = (status = 'removed')),
  DROP CONSTRAINT app_user_email_key_key,
  -- Null: whatever the role may grant, also what a later version adds to it.
  ADD COLUMN grantable_scopes text[],
  ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  -- Version of the stream user/<id>; 0: it has no event yet.
  ADD COLUMN version bigint NOT NULL DEFAULT 0,
  -- Some of the user's tokens are still wider than the user, and were last worked at then; null: none is.
  ADD COLUMN tokens_pending_since timestamptz,
  -- Rises with each person made, for the pages of the list.
  ADD COLUMN serial bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
CREATE UNIQUE INDEX app_user_email ON app_user (email_key) WHERE status <> 'removed';
CREATE INDEX app_user_tokens_pending ON app_user (tokens_pending_since) WHERE tokens_pending_since IS NOT NULL;

ALTER TABLE session
  -- What a person names it by; it opens nothing.
  ADD COLUMN id text NOT NULL UNIQUE DEFAULT 'ses_' || replace(gen_random_uuid()::text, '-', ''),
  ADD COLUMN address inet,
  ADD COLUMN user_agent text,
  -- Until when the password counts as just asked for.
  ADD COLUMN confirmed_until timestamptz;
`,
};
