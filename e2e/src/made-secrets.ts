import type { Json } from './json-answer.js';

/** Shorter texts are in every log by chance. */
const LEAST_CHARACTERS = 8;
const TOKENS = /pcl_(?:live|test)_[0-9A-Za-z]{36}/g;
const SESSION_COOKIE = /portcullis_session=([^;,\s]+)/g;

const made = new Set<string>();

/** Everything secret that this suite got or made up until now; no log may hold any of it. */
export function madeSecrets(): readonly string[] {
  return [...made];
}

export function rememberSecrets(...secrets: readonly string[]): void {
  for (const secret of secrets) if (secret.length >= LEAST_CHARACTERS) made.add(secret);
}

/** Remembers the tokens and session cookies that stand in a text, such as an answer or a request. */
export function rememberSecretsIn(text: string): void {
  rememberSecrets(...(text.match(TOKENS) ?? []), ...Array.from(text.matchAll(SESSION_COOKIE), ([, value]) => value ?? ''));
}

/** Remembers what is secret in a request that a client sends: its credentials, a password in its body, its Idempotency-Key. */
export function rememberRequest(headers: Headers, body: unknown): void {
  rememberSecretsIn(`${headers.get('authorization') ?? ''} ${headers.get('cookie') ?? ''}`);
  rememberSecrets(headers.get('idempotency-key') ?? '');
  const { password } = typeof body === 'string' && body.startsWith('{"') ? parse(body) : {};
  if (typeof password === 'string') rememberSecrets(password);
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return {};
  }
}
