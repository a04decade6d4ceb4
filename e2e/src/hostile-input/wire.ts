import { connect, type Socket } from 'node:net';
import type { Json } from '../json-answer.js';
import { parseAnswers } from './wire-answers.js';

/** What is sent, byte for byte: a client library would mend, merge or refuse what is tested here. */
export interface WireRequest {
  readonly method?: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  /** Whole lines, `Name: value`, in latin1. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

export interface WireAnswer {
  readonly status: number;
  /** By lower-case name; several lines of one name are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** The body where it is a JSON object, else empty. */
  readonly json: Json;
}

/** No answer takes longer, but those that wait for a slow client on purpose. */
const ANSWERED_WITHIN_MS = 10_000;

/** One request on a connection of its own, and its answer. @throws where the connection ends without one */
export async function send(url: string, request: WireRequest): Promise<WireAnswer> {
  const { method = 'GET' } = request;
  const [answer] = await exchange(url, bytesOf(request), { hasBody: method !== 'HEAD' });
  if (answer === undefined) throw new Error(`No answer to ${method} ${request.target.slice(0, 100)}`);
  return answer;
}

/** The request as bytes; its length is said unless a header says how the body is framed. */
export function bytesOf({ method = 'GET', target, headers = [], body }: WireRequest): Buffer {
  const bytes = Buffer.from(body ?? '');
  const isFramed = headers.some((line) => /^(?:content-length|transfer-encoding):/i.test(line));
  const framing = isFramed || body === undefined ? [] : [`Content-Length: ${bytes.length}`];
  const head = [`${method} ${target} HTTP/1.1`, 'Host: portcullis.example', 'Connection: close', ...framing, ...headers];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** Everything that a server answers to these bytes until it ends the connection. */
export async function exchange(
  url: string,
  bytes: Buffer,
  { hasBody = true, withinMs = ANSWERED_WITHIN_MS, andEnd = false }: { hasBody?: boolean; withinMs?: number; andEnd?: boolean } = {},
): Promise<readonly WireAnswer[]> {
  const socket = open(url);
  socket.write(bytes);
  if (andEnd) socket.end();
  return parseAnswers(await everythingFrom(socket, withinMs), hasBody);
}

/** A connection on which nothing was sent yet. */
export function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  // An upload that is refused half-way ends in a reset: what was answered before it counts.
  return connect(Number(port), hostname).on('error', () => undefined);
}

/** @throws where the server keeps the connection open for longer */
export async function everythingFrom(socket: Socket, withinMs: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const late = new AbortController();
  const bound = setTimeout(() => {
    late.abort();
    socket.destroy();
  }, withinMs);
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  clearTimeout(bound);
  const received = Buffer.concat(chunks);
  if (late.signal.aborted) throw new Error(`The connection is still open after ${withinMs} ms; until then came: ${received.toString().slice(0, 300)}`);
  return received;
}
