/** A request as it stands on the wire, and the statuses that are right for it, one for each request a strict reader finds. */
export type Framing = readonly [what: string, bytes: string, statuses: readonly number[]];

const HOST = 'Host: portcullis.example\r\n';
const CLOSE = 'Connection: close\r\n';
const GET = `GET /health/live HTTP/1.1\r\n${HOST}`;
const POST = `POST /health/live HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;
/** What a smuggler wants to be taken for a request of its own. */
const SMUGGLED = `GET /health HTTP/1.1\r\n${HOST}X: `;

/** Requests whose end two readers could see in two places (RFC 9112 §6.3, §11.2): none is read at all. */
export const smuggling: readonly Framing[] = [
  ['a length and chunks', `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`, [400]],
  ['chunks and a length', `${POST}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${SMUGGLED}`, [400]],
  ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 44\r\n\r\n{}${SMUGGLED}`, [400]],
  ['the same length twice', `${POST}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`, [400]],
  ['a list of lengths', `${POST}Content-Length: 2, 2\r\n\r\n{}`, [400]],
  ['a length with a sign', `${POST}Content-Length: +2\r\n\r\n{}`, [400]],
  ['a negative length', `${POST}Content-Length: -1\r\n\r\n{}`, [400]],
  ['a hexadecimal length', `${POST}Content-Length: 0x2\r\n\r\n{}`, [400]],
  ['a length beyond every number', `${POST}Content-Length: ${'9'.repeat(30)}\r\n\r\n{}`, [400]],
  ['a coding nobody knows', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, [400]],
  ['chunks that are not the last coding', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, [400]],
  ['two codings in two lines', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`, [400]],
  ['a space before the colon', `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`, [400]],
  ['a folded line', `${POST}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`, [400]],
  ['a chunk size with more than digits', `${POST}Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n`, [400]],
  ['a chunk size beyond every number', `${POST}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n`, [400]],
  ['a chunk longer than its size', `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`, [400]],
  ['lines ended by a line feed alone', `${POST}Transfer-Encoding: chunked\n\r\n0\r\n\r\n`, [400]],
  ['lines ended by a carriage return alone', `${POST}X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, [400]],
];

/** What is no request. */
export const malformed: readonly Framing[] = [
  ['words', 'BLAH\r\n\r\n', [400]],
  ['a greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  ['HTTP/0.9', 'GET /health/live\r\n\r\n', [400]],
  ['HTTP/3', `GET /health/live HTTP/3.0\r\n${HOST}\r\n`, [400]],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['no version', `GET /health/live\r\n${HOST}\r\n`, [400]],
  ['another protocol', `GET /health/live ICE/1.0\r\n${HOST}\r\n`, [400]],
  ['a space in the path', `GET /health /live HTTP/1.1\r\n${HOST}\r\n`, [400]],
  ['NUL in the path', `GET /health\0 HTTP/1.1\r\n${HOST}\r\n`, [400]],
  ['NUL in a header', `${GET}X: a\0b\r\n\r\n`, [400]],
  ['a header without a name', `${GET}: x\r\n\r\n`, [400]],
  ['a header without a colon', `${GET}Authorization Bearer x\r\n\r\n`, [400]],
  ['a header name beyond ASCII', `${GET}X-\u00e9: x\r\n\r\n`, [400]],
  ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
  ['two hosts', `${GET}${CLOSE}Host: other\r\n\r\n`, [400]],
  ['a tunnel', `CONNECT example.com:443 HTTP/1.1\r\n${HOST}\r\n`, [405]],
  ['an expectation nobody knows', `${GET}${CLOSE}Expect: tea\r\n\r\n`, [417]],
  ['a header of 100 KB', `${GET}X: ${'a'.repeat(100_000)}\r\n\r\n`, [431]],
  ['a name of 100 KB', `${GET}${'x'.repeat(100_000)}: a\r\n\r\n`, [431]],
  ['1,500 headers', `${GET}${'a: b\r\n'.repeat(1_500)}\r\n`, [431]],
];

/** Unusual, and right. */
export const unusual: readonly Framing[] = [
  ['a header value beyond ASCII', `${GET}${CLOSE}X-Name: \u00e9\xff\r\n\r\n`, [200]],
  ['HTTP/1.0', 'GET /health/live HTTP/1.0\r\n\r\n', [200]],
  ['an offer to speak another protocol', `${GET}Connection: upgrade, close\r\nUpgrade: websocket\r\n\r\n`, [200]],
  ['three requests at once', `${GET}\r\n${GET}\r\n${GET}${CLOSE}\r\n`, [200, 200, 200]],
  ['a right request and what is none behind it', `${GET}\r\nBLAH\r\n\r\n`, [200, 400]],
  ['a GET with a body that looks like a request', `${GET}${CLOSE}Content-Length: ${SMUGGLED.length + 4}\r\n\r\n${SMUGGLED}\r\n\r\n`, [200]],
  ['a wrong method with a body that looks like a request', `${POST}${CLOSE}Content-Length: 2\r\n\r\n{}${SMUGGLED}\r\n\r\n`, [405]],
  ['a wrong method with a body, and another request behind it', `${POST}Content-Length: 2\r\n\r\n{}${GET}${CLOSE}\r\n`, [405, 200]],
  ['empty lines in front', `\r\n\r\n${GET}${CLOSE}\r\n`, [200]],
];
