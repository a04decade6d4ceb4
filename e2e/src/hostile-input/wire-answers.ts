import type { Json } from '../json-answer.js';
import type { WireAnswer } from './wire.js';

interface Part {
  readonly answer: WireAnswer;
  readonly rest: Buffer;
}

/** The answers that stand one after the other in what came on a connection; interim ones (1xx) are left out. */
export function parseAnswers(bytes: Buffer, hasBody = true): readonly WireAnswer[] {
  const answers: WireAnswer[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const part = takeAnswer(rest, hasBody);
    if (part.answer.status >= 200) answers.push(part.answer);
    rest = part.rest;
  }
  return answers;
}

function takeAnswer(bytes: Buffer, hasBody: boolean): Part {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1];
  if (status === undefined) throw new Error(`This is no HTTP answer: ${bytes.toString('latin1').slice(0, 200)}`);
  const headers = new Map<string, string>();
  for (const line of lines) addHeader(headers, line);
  const isBare = !hasBody || /^1|^204|^304/.test(status);
  const { body, rest } = isBare ? { body: '', rest: bytes.subarray(end + 4) } : takeBody(bytes.subarray(end + 4), headers);
  return { answer: { status: Number(status), headers, body, json: jsonOf(body) }, rest };
}

function addHeader(headers: Map<string, string>, line: string): void {
  const colon = line.indexOf(':');
  const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  const before = headers.get(name);
  headers.set(name, before === undefined ? value : `${before}, ${value}`);
}

/** RFC 9112 §6.3. */
function takeBody(bytes: Buffer, headers: ReadonlyMap<string, string>): { body: string; rest: Buffer } {
  if (headers.get('transfer-encoding') === 'chunked') return takeChunks(bytes);
  const length = Number(headers.get('content-length') ?? bytes.length);
  return { body: bytes.subarray(0, length).toString('utf8'), rest: bytes.subarray(length) };
}

function takeChunks(bytes: Buffer): { body: string; rest: Buffer } {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    if (lineEnd < 0 || Number.isNaN(size)) throw new Error('The chunks of an answer are broken.');
    at = lineEnd + 2;
    if (size === 0) return { body: Buffer.concat(chunks).toString('utf8'), rest: bytes.subarray(at + 2) };
    chunks.push(bytes.subarray(at, at + size));
    at += size + 2;
  }
}

function jsonOf(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
  } catch {
    return {};
  }
}
