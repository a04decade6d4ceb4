import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';

type Policy = Readonly<Record<string, readonly string[]>>;

/** For an API: its answers load nothing, are framed by nobody and send nothing anywhere. */
const API_POLICY: Policy = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** What is there without helmet. */
const OF_ANY_ANSWER = ['content-length', 'content-type', 'date', 'connection'];

export async function setSecurityHeaders(server: FastifyInstance, policy: Policy = API_POLICY): Promise<void> {
  const headers = await headersOf(policy);
  // On the raw answer, as helmet does: what a route sets itself replaces it, and an error's answer keeps it.
  server.addHook('onRequest', (_request, { raw }, done) => {
    for (const [name, value] of headers) raw.setHeader(name, value);
    done();
  });
}

/**
 * Asks helmet once. As a plugin it puts all of its parts together anew for each request and parses the policy again,
 * for answers that are always the same.
 */
async function headersOf(policy: Policy): Promise<readonly (readonly [string, string])[]> {
  const directives = Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]]));
  const probe = fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  return Object.entries(headers).flatMap(([name, value]) => (OF_ANY_ANSWER.includes(name) ? [] : [[name, String(value)] as const]));
}
