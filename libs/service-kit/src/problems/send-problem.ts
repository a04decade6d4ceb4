import type { FastifyReply } from 'fastify';
import type { Problem } from './problem.js';
import { PROBLEM_MEDIA_TYPE, problemDocument } from './problem-document.js';

/** Answers with the problem's document and headers; never stored by a cache unless the problem says so. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  const document = JSON.stringify(problemDocument(problem, requestId));
  void reply
    .code(problem.status)
    // Also where no hook has run, as for an address that cannot be read.
    .headers({ 'x-request-id': requestId, 'cache-control': 'no-store', ...problem.headers })
    .type(PROBLEM_MEDIA_TYPE)
    // As bytes: to a text Fastify would add a charset, which JSON types do not have.
    .send(Buffer.from(document));
}
