import cookies from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Lets requests know their cookies and answers set some; to be called before the routes are made. */
export async function readCookies(app: NestFastifyApplication): Promise<void> {
  await app.register(cookies);
}
