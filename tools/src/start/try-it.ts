export interface TryItFacts {
  readonly tokenServiceUrl: string;
  readonly inventoryUrl: string;
  readonly email: string;
  readonly password: string;
  /** Where curl may keep the session's cookie: a file in the data folder, which other users cannot read. */
  readonly cookieFile: string;
  /** `live` or `test`, as the services accept. */
  readonly environment: string;
}

/** A command to paste, and what it is for. */
export interface TryItStep {
  readonly title: string;
  readonly command: string;
}

/**
 * Four commands that work as they are in bash and zsh, one line each, with curl and sed alone: log in, issue a token,
 * call the inventory with it, revoke it. The third, pasted again after the fourth, is refused.
 */
export function tryItSteps(facts: TryItFacts): readonly TryItStep[] {
  const cookies = quoted(facts.cookieFile);
  const json = `-H 'content-type: application/json'`;
  const session = quoted(JSON.stringify({ email: facts.email, password: facts.password }));
  const token = quoted(JSON.stringify({ name: 'My first token', bundle: 'read-only', environment: facts.environment }));
  const keys = `${facts.tokenServiceUrl}/api/v1/api-keys`;
  return [
    { title: 'Log in', command: `curl -sS -w '\\n' -c ${cookies} ${json} -d ${session} ${facts.tokenServiceUrl}/api/v1/session` },
    {
      title: 'Issue a token (it is shown this once, and kept in $TOKEN)',
      command: `ISSUED=$(curl -sS -b ${cookies} ${json} -d ${token} ${keys}); TOKEN=$(${extract('"token":"\\([^"]*\\)"')}); ID=$(${extract('"id":"\\(tok_[^"]*\\)"')}); printf '%s\\n' "$ISSUED"`,
    },
    {
      title: 'Call the inventory API with it',
      command: `curl -sS -w '\\n%{http_code}\\n' -H "authorization: Bearer $TOKEN" '${facts.inventoryUrl}/public/v1/items?limit=2'`,
    },
    {
      title: 'Revoke it; then paste the call once more, and it is refused with 401',
      command: `curl -sS -w '\\n' -b ${cookies} -X DELETE "${keys}/$ID"`,
    },
  ];
}

/** The first match of a basic regular expression's group in the answer, which is one line of JSON. */
function extract(pattern: string): string {
  return `printf '%s' "$ISSUED" | sed -n 's/.*${pattern}.*/\\1/p'`;
}

/** One word for the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
