import { rememberRequest, rememberSecretsIn } from './made-secrets.js';

/** An HTTP answer whose body was read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON body; an empty object where there is none. */
  readonly body: Json;
}

/** A JSON object, read member by member as a client does. */
export type Json = Readonly<Record<string, unknown>>;

/** Calls and reads the answer; the secrets of both are remembered, for no log to hold them. */
export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  rememberRequest(new Headers(init.headers), init.body);
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  rememberSecretsIn(`${answer.headers.getSetCookie().join(' ')} ${text}`);
  return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as Json };
}

/** The member of a JSON object that is an object itself; empty where it is not. */
export function objectIn(json: Json, member: string): Json {
  const value = json[member];
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export function textIn(json: Json, member: string): string {
  const value = json[member];
  if (typeof value !== 'string') throw new Error(`${member} is no text in ${JSON.stringify(json)}`);
  return value;
}

export function listIn(json: Json, member: string): readonly Json[] {
  const value = json[member];
  if (!Array.isArray(value)) throw new Error(`${member} is no list in ${JSON.stringify(json)}`);
  return value as Json[];
}
