import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Problem } from '../problems/problem.js';
import { PROBLEM_MEDIA_TYPE, problemDocument } from '../problems/problem-document.js';
import { createRequestId } from './request-id.js';

/** Answers on the connection itself, where there is no request to reply to, and ends it. */
export function endWithProblem(socket: Duplex, problem: Problem): void {
  if (socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const requestId = createRequestId();
  const body = JSON.stringify(problemDocument(problem, requestId));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Connection: close',
    `X-Request-Id: ${requestId}`,
    'Cache-Control: no-store',
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
