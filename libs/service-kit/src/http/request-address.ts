import { type Allowlist, clientAddress } from '@portcullis/ip-allowlist';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whose X-Forwarded-For counts; set when the service is made. */
    trustedProxies?: Allowlist | undefined;
  }
}

/**
 * The client's address in normal form: the socket's, or where that is a trusted proxy the rightmost hop of
 * X-Forwarded-For that is not one. UNKNOWN_ADDRESS, which no list allows, where that hop cannot be told. The header
 * `Forwarded` (RFC 7239) is not read, whoever sends it.
 */
export function requestAddress(request: FastifyRequest): string {
  const forwardedFor = request.headers['x-forwarded-for'];
  const forwarded = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
  return clientAddress(request.socket.remoteAddress ?? '', forwarded, request.server.trustedProxies);
}
