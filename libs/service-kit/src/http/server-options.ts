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

/** From the first byte of a request, or from the beginning of its connection, to the end of its headers. */
const HEADERS_TIMEOUT_MS = 10_000;
/** To the end of its body: 64 KiB in that time is a slow modem. */
const REQUEST_TIMEOUT_MS = 15_000;
/** How exactly the two above are kept: a slow request is found at the next look. */
const CHECK_EVERY_MS = 2_000;
/** Between two requests; longer than the 60 s after which proxies commonly let go, so that they never send into a close. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Without a byte in either direction, as where a client does not read its answer; longer than any change waits for its confirmation. */
const CONNECTION_TIMEOUT_MS = 120_000;

/** Limits on what one client can hold: memory by size, sockets by time. */
export function serverOptions(): AdapterOptions {
  return {
    logger: false,
    genReqId: createRequestId,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // Requests that arrive on open connections while the service drains are served, with `Connection: close`.
    return503OnClosing: false,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      maxHeaderSize: HEADER_LIMIT_BYTES,
      // Node would answer without a word; see refuseAmbiguousHead.
      requireHostHeader: false,
    },
    clientErrorHandler: answerUnreadableRequest,
    // A path of the right shape with an id too long to exist belongs to the route, which answers 401 or 404.
    routerOptions: { maxParamLength: HEADER_LIMIT_BYTES },
    frameworkErrors: (_error, request, reply) => {
      const problem = new Problem({ status: 400, code: 'bad_request', detail: 'The address is malformed.' });
      sendProblem(reply as FastifyReply, problem, request.id);
    },
  };
}
