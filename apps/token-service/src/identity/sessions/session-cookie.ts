import type { FastifyReply, FastifyRequest } from 'fastify';

/** No `__Host-` prefix, which a browser refuses without TLS, as on the loopback. */
export const SESSION_COOKIE = 'portcullis_session';

/** The session's cookie value as it came, whatever it is; undefined where there is none. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[SESSION_COOKIE];
}

/** A cookie for the browser's own session: the server's limits say when it ends, closing the browser ends it earlier. */
export function setSessionCookie(reply: FastifyReply, secret: string, secure: boolean): void {
  void reply.setCookie(SESSION_COOKIE, secret, { ...attributes(secure) });
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(SESSION_COOKIE, { ...attributes(secure) });
}

const attributes = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure }) as const;

/**
 * Whether the client came by https, which only what stands in front of us knows. Each sign is enough, and none needs
 * to be trusted: who lies about it loses only its own cookie.
 */
export function cameByHttps(request: FastifyRequest, publicOrigins: readonly string[]): boolean {
  const { origin, 'x-forwarded-proto': forwarded } = request.headers;
  if (request.protocol === 'https' || origin?.startsWith('https://') || forwarded === 'https') return true;
  return publicOrigins.length > 0 && publicOrigins.every((own) => own.startsWith('https://'));
}
