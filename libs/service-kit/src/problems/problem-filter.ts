import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedMethods } from '../http/allowed-methods.js';
import { ServiceLog } from '../logging/service-log.js';
import { KnownFailures } from './known-failures.js';
import { Problem } from './problem.js';
import { problemOf } from './problem-of.js';
import { notFound } from './refusals.js';
import { sendProblem } from './send-problem.js';

/** Everything thrown becomes one RFC 9457 document; what went wrong inside goes to the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: ServiceLog,
    private readonly methods: AllowedMethods,
    private readonly failures: KnownFailures,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.noRoute(thrown, request) ?? brokenOff(thrown, request) ?? this.knownFailure(thrown) ?? problemOf(thrown);
    if (problem.status >= 500 && problem !== thrown) this.log.error({ err: thrown, requestId: request.id }, 'request failed');
    // The answer is half out: ending the connection is the only way left to say that it is not whole.
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    sendProblem(reply, problem, request.id);
  }

  private knownFailure(thrown: unknown): Problem | undefined {
    return thrown instanceof Problem || thrown instanceof HttpException ? undefined : this.failures.problemOf(thrown);
  }

  /**
   * A path that exists, asked with a method that it has not: 405 with Allow (RFC 9110 §15.5.6). That there is no route
   * outweighs what the framework finds wrong with a body, or with QUERY without one (RFC 10008 §2).
   */
  private noRoute(thrown: unknown, request: FastifyRequest): Problem | undefined {
    if (!request.is404 || !(thrown instanceof Problem || thrown instanceof HttpException)) return undefined;
    const allowed = this.methods.of(pathOf(request.raw.url ?? ''));
    if (allowed.length === 0) return notFound();
    const allow = allowed.join(', ');
    const detail = `The resource supports ${allow}.`;
    return new Problem({ status: 405, code: 'method_not_allowed', detail, headers: { allow } });
  }
}

/** Without query, and without the host that a request to a proxy has in front (RFC 9112 §3.2.2). */
function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
}

/** The client went away in the middle of its body: no fault of ours, and nobody reads the answer. */
function brokenOff(thrown: unknown, { raw }: FastifyRequest): Problem | undefined {
  const isReset = typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ECONNRESET';
  if (!isReset || raw.complete) return undefined;
  return new Problem({ status: 400, code: 'bad_request', detail: 'The request did not arrive whole.' });
}
