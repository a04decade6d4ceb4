import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const ONE_HOUR_SECONDS = 3600;

/** Lets pages of the named origins call with a bearer token; cookies never cross, and without origins nothing does. */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[] = []): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'If-Match', 'If-None-Match', 'Idempotency-Key', 'Prefer'],
    exposedHeaders: ['Allow', 'ETag', 'Location', 'Preference-Applied', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id'],
    credentials: false,
    maxAge: ONE_HOUR_SECONDS,
  });
}
