import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '../problems/problem.js';
import { endWithProblem } from './raw-problem.js';

/**
 * Answers what Node itself would answer without a word: a tunnel, and an expectation other than 100-continue. As after
 * what is unreadable, the connection ends with it, once the requests that came before it have their own answers.
 */
export function answerUnservableRequests({ server, openConnections }: FastifyInstance): void {
  const answer = (socket: Socket, problem: Problem): void => {
    openConnections.whenAnswered(socket, () => { endWithProblem(socket, problem); });
  };
  server.on('connect', ({ socket }: IncomingMessage) => {
    const detail = 'There are no tunnels here.';
    answer(socket, new Problem({ status: 405, code: 'method_not_allowed', detail, headers: { Allow: '' } }));
  });
  // The socket of the request: its response has none while an earlier one is being answered.
  server.on('checkExpectation', ({ socket }: IncomingMessage) => {
    answer(socket, new Problem({ status: 417, code: 'expectation_failed', detail: 'Only 100-continue may be expected.' }));
  });
}
