import type { ConnectionError, FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { Problem } from '../problems/problem.js';
import { HEADER_LIMIT_KIB } from './limits.js';
import { endWithProblem } from './raw-problem.js';

/**
 * Answers what never became a request: not HTTP, headers too large, too slow. The connection ends with it, but not
 * before the requests that came before it on the connection have their own answers.
 */
export function answerUnreadableRequest(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET') return;
  this.openConnections.whenAnswered(socket, () => { endWithProblem(socket, problemOfConnection(error)); });
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
