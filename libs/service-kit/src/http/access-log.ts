import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { routeTemplate } from '../metrics/request-durations.js';

const MAX_LOGGED_PATH = 200;
const WATCHERS = new Set(['/health', '/health/live', '/health/ready', '/metrics']);

/**
 * One line an answer. Of the request it holds method, route and path: never the query, a header or a body, where a
 * credential may stand, nor the client's address, which has to stay where it can be forgotten.
 */
export function logAnswer(log: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const route = routeTemplate(request);
  log[levelOf(reply.statusCode, route)](
    {
      requestId: request.id,
      method: request.method,
      route,
      path: loggablePath(request.raw.url ?? ''),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 1000) / 1000,
    },
    'answered',
  );
}

function levelOf(status: number, route: string | undefined): 'error' | 'warn' | 'info' | 'debug' {
  // 503 is an answer the service gives on purpose, as while it is stale.
  if (status >= 500) return status === 503 ? 'warn' : 'error';
  return route !== undefined && WATCHERS.has(route) ? 'debug' : 'info';
}

/** The path with its escapes undone, so that the mask for tokens sees what stands in it. */
function loggablePath(url: string): string {
  const path = (url.split(/[?#]/, 1)[0] ?? '').slice(0, MAX_LOGGED_PATH);
  try {
    return decodeURIComponent(path);
  } catch {
    return '(malformed)';
  }
}
