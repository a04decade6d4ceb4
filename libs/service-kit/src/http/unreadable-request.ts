import { STATUS_CODES } from 'node:http';
import type { ConnectionError } from 'fastify';
import type { Socket } from 'node:net';
import { Problem } from '../problems/problem.js';
import { PROBLEM_MEDIA_TYPE, problemDocument } from '../problems/problem-document.js';
import { HEADER_LIMIT_KIB } from './limits.js';
import { createRequestId } from './request-id.js';

/** Answers what never became a request: not HTTP, headers too large, too slow. The connection ends with it. */
export function answerUnreadableRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const problem = problemOfConnection(error);
  const body = JSON.stringify(problemDocument(problem, createRequestId()));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Connection: close',
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function problemOfConnection(error: ConnectionError): Problem {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return new Problem({ status: 431, code: 'headers_too_large', detail: `Headers and address together have more than ${HEADER_LIMIT_KIB} KiB.` });
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem({ status: 408, code: 'request_timeout', detail: 'The request did not arrive in time.' });
  }
  return new Problem({ status: 400, code: 'bad_request', detail: 'This is not a well-formed HTTP request.' });
}
