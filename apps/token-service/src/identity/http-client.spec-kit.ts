import { type AnswerCheck, answersAsDocumented } from '@portcullis/testing';

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form, as it stands here. */
  readonly form?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  readonly json: Record<string, unknown> | undefined;
}

const checks = new Map<string, AnswerCheck>();

/** From here on every answer that `send` gets from this service has to be as its own document says. */
export async function compareWithDocument(url: string): Promise<AnswerCheck> {
  const check = answersAsDocumented(await (await fetch(`${url}/docs/openapi.json`)).json());
  checks.set(url, check);
  return check;
}

/** One request over real HTTP; sends no more headers than it is told, besides those of Node's fetch. */
export async function send(url: string, method: string, path: string, { headers = {}, body, form }: Sent = {}): Promise<Received> {
  const response = await fetch(url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form !== undefined && { body: form }),
    redirect: 'manual',
  });
  const text = await response.text();
  checks.get(url)?.compare({ method, path, status: response.status, headers: response.headers, body: text });
  const isJson = /^application\/(?:problem\+)?json\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined,
  };
}

const SESSION = '/api/v1/session';

export function logIn(url: string, email: string, password: string, headers: Sent['headers'] = {}): Promise<Received> {
  return send(url, 'POST', SESSION, { body: { email, password }, headers });
}

export function logOut(url: string, headers: Sent['headers'] = {}): Promise<Received> {
  return send(url, 'DELETE', SESSION, { headers });
}

export function whoAmI(url: string, headers: Sent['headers'] = {}): Promise<Received> {
  return send(url, 'GET', SESSION, { headers });
}

/** Says the password again, so that this session may do what asks for that. */
export function confirm(url: string, headers: NonNullable<Sent['headers']>, password: string): Promise<Received> {
  return send(url, 'POST', `${SESSION}/confirm`, { body: { password }, headers });
}

/** The Cookie header that a browser would send after this answer. */
export function cookieOf(answer: Received): string {
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`no cookie in an answer ${answer.status} ${answer.text}`);
  return cookie.slice(0, cookie.indexOf(';'));
}

/** A problem document without what differs from request to request. */
export function comparable(answer: Received): unknown {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name)));
  return { status: answer.status, headers, body: { ...answer.json, requestId: '' } };
}
