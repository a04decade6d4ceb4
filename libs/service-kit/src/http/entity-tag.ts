import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Gives what a GET or HEAD shows a strong ETag of its bytes, and answers 304 where the client has just these (RFC 9110
 * §13.1.2). It comes after the gate and the route: whoever may not see something is not told either that it is unchanged.
 *
 * Left alone: problems, streams, what must not be stored (it may hold a secret, and of a secret there is no digest
 * outside), and what has a tag of its own. The version of a token is for If-Match; under it change times of use, too.
 */
export function tagAnswers(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const isKnown = isWhole(payload) && isTagged(request, reply) && tagAndCompare(request, reply, payload);
    // Of the answer to HEAD the framework measures the body itself, and leaves it out.
    done(null, isKnown && request.method === 'GET' ? null : payload);
  });
}

/** @returns whether the client has these bytes already; the answer is 304 then */
function tagAndCompare(request: FastifyRequest, reply: FastifyReply, bytes: string | Buffer): boolean {
  const tag = `"${hash('sha256', bytes, 'base64url').slice(0, TAG_CHARACTERS)}"`;
  void reply.header('etag', tag);
  if (!isNamed(tag, request.headers['if-none-match'])) return false;
  void reply.code(304).removeHeader('content-type');
  return true;
}

/** 132 bits. */
const TAG_CHARACTERS = 22;

const isWhole = (payload: unknown): payload is string | Buffer => typeof payload === 'string' || Buffer.isBuffer(payload);

function isTagged({ method }: FastifyRequest, reply: FastifyReply): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const cacheControl = String(reply.getHeader('cache-control') ?? '');
  return reply.statusCode === 200 && !reply.hasHeader('etag') && !/\bno-store\b/i.test(cacheControl);
}

/** By weak comparison: W/ before a tag does not matter (RFC 9110 §8.8.3.2). `*` names whatever there is. */
function isNamed(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const tags: readonly string[] = ifNoneMatch.match(/"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
  return tags.includes(tag);
}
