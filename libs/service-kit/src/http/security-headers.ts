import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** For an API: its answers load nothing, are framed by nobody and send nothing anywhere. */
const API_POLICY: Readonly<Record<string, readonly string[]>> = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

export async function setSecurityHeaders(
  app: NestFastifyApplication,
  policy: Readonly<Record<string, readonly string[]>> = API_POLICY,
): Promise<void> {
  const directives = Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]]));
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
