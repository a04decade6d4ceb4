import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '../start/create-service.js';

@Module({})
class EmptyModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createService({ module: EmptyModule, name: 'cors-test', logLevel: 'silent', corsOrigins: ['https://shop.example'] });
});
afterAll(() => app.close());

const preflight = (origin: string) =>
  app.inject({
    method: 'OPTIONS',
    url: '/health',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  });

describe('a page of a named origin', () => {
  it('may call with a bearer, without cookies, and read what it needs', async () => {
    const { headers, statusCode } = await preflight('https://shop.example');
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('https://shop.example');
    expect(headers['access-control-allow-headers']).toContain('Authorization');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    const answer = await app.inject({ url: '/health', headers: { origin: 'https://shop.example' } });
    expect(answer.headers['access-control-expose-headers']).toBe('Allow, ETag, Location, Preference-Applied, Retry-After, WWW-Authenticate, X-Request-Id');
  });
});

describe('a page of another origin', () => {
  it.each(['https://shop.example.evil.example', 'http://shop.example', 'https://shop.example:8443', 'null'])('is told nothing: %s', async (origin) => {
    expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
    expect((await app.inject({ url: '/health', headers: { origin } })).headers['access-control-allow-origin']).toBeUndefined();
  });
});
