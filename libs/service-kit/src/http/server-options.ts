import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Problem } from '../problems/problem.js';
import { sendProblem } from '../problems/send-problem.js';
import { BODY_LIMIT_KIB, HEADER_LIMIT_KIB } from './limits.js';
import { createRequestId } from './request-id.js';
import { answerUnreadableRequest } from './unreadable-request.js';

type AdapterOptions = Exclude<ConstructorParameters<typeof FastifyAdapter>[0], undefined>;

const BODY_LIMIT_BYTES = BODY_LIMIT_KIB * 1024;
const HEADER_LIMIT_BYTES = HEADER_LIMIT_KIB * 1024;

/** Limits on what one client can hold: memory by size, sockets by time. */
export function serverOptions(): AdapterOptions {
  return {
    logger: false,
    genReqId: createRequestId,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 15_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 65_000,
    // Requests that arrive on open connections while the service drains are served, with `Connection: close`.
    return503OnClosing: false,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: HEADER_LIMIT_BYTES },
    clientErrorHandler: answerUnreadableRequest,
    // A path of the right shape with an id too long to exist belongs to the route, which answers 401 or 404.
    routerOptions: { maxParamLength: HEADER_LIMIT_BYTES },
    frameworkErrors: (_error, request, reply) => {
      const problem = new Problem({ status: 400, code: 'bad_request', detail: 'The address is malformed.' });
      sendProblem(reply as FastifyReply, problem, request.id);
    },
  };
}
