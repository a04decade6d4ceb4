import type { IncomingMessage } from 'node:http';
import { Problem } from '../problems/problem.js';

const HOST = 'host';
/** Headers whose second line Node drops in silence, and by which a proxy in front could have decided something else. */
const ONE_LINE = [HOST, 'content-type'];

/**
 * Refuses a request that names its host or the type of its body twice, or its host not at all (RFC 9112 §3.2): whoever
 * reads the other line reads another request. HTTP/0.9 has no headers, and a parser that saw some saw something else.
 *
 * @throws Problem 400 `bad_request`
 */
export function refuseAmbiguousHead({ rawHeaders, httpVersion }: IncomingMessage): void {
  if (httpVersion === '0.9') throw malformed('This is no version of HTTP that has headers.');
  const lines = [0, 0];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    // Most names are told apart by their length, without a copy in lower case.
    for (let which = 0; which < ONE_LINE.length; which += 1) {
      if (name.length === ONE_LINE[which]?.length && name.toLowerCase() === ONE_LINE[which]) lines[which] = (lines[which] ?? 0) + 1;
    }
  }
  const [hosts = 0] = lines;
  const repeated = ONE_LINE.find((_, which) => (lines[which] ?? 0) > 1);
  if (repeated !== undefined) throw malformed(`The header ${repeated} was sent more than once.`);
  if (hosts === 0 && httpVersion !== '1.0') throw malformed('The header host is missing.');
}

const malformed = (detail: string): Problem => new Problem({ status: 400, code: 'bad_request', detail });
