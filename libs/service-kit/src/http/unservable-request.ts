import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../problems/problem.js';
import { endWithProblem } from './raw-problem.js';

/** Answers what Node itself would answer without a word: a tunnel, and an expectation other than 100-continue. */
export function answerUnservableRequests({ server }: FastifyInstance): void {
  server.on('connect', (_request, socket) => {
    const detail = 'There are no tunnels here.';
    endWithProblem(socket, new Problem({ status: 405, code: 'method_not_allowed', detail, headers: { Allow: '' } }));
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const problem = new Problem({ status: 417, code: 'expectation_failed', detail: 'Only 100-continue may be expected.' });
    if (response.socket !== null) endWithProblem(response.socket, problem);
  });
}
