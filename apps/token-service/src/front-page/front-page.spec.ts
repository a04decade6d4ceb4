import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService, Public } from '@portcullis/service-kit';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleFiles } from './console-files.js';
import { FrontPageController } from './front-page.controller.js';
import { FrontPageModule } from './front-page.module.js';

const SCRIPT = 'console.log("the console");\n'.repeat(40);
const INDEX = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="/assets/index-x.js"></script>';

@Public()
@Controller('api/v1')
class SomeRoute {
  @Get('things')
  list(): readonly string[] {
    return [];
  }

  @Post('things')
  add(): string {
    return '';
  }
}

/** What a browser says when a person goes to an address. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const folder = `${mkdtempSync(join(tmpdir(), 'portcullis-console-'))}/`;
const running: NestFastifyApplication[] = [];
afterAll(async () => {
  await Promise.all(running.map((app) => app.close()));
  rmSync(folder, { recursive: true });
});

/** A service with one route, and what is built in the folder. @returns its address */
async function serviceWith(build: string): Promise<string> {
  @Module({ controllers: [SomeRoute, FrontPageController], providers: [{ provide: ConsoleFiles, useFactory: () => new ConsoleFiles(build) }] })
  class Served extends FrontPageModule {}
  const app = await createService({ module: Served, name: 'front-page-test', logLevel: 'silent' });
  running.push(app);
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

describe('where the console was built', () => {
  let url: string;
  beforeAll(async () => {
    mkdirSync(`${folder}assets`);
    writeFileSync(`${folder}index.html`, INDEX);
    writeFileSync(`${folder}assets/index-x.js`, SCRIPT);
    writeFileSync(`${folder}favicon.svg`, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    url = await serviceWith(folder);
  });

  it.each(['/', '/?status=active', '/tokens/tok_1', '/tokens/tok_1/history', '/sign-in', '/apis'])('its page is at %s, and is not kept', async (path) => {
    const answer = await fetch(url + path, { headers: BROWSER });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    expect(await answer.text()).toContain('src="/assets/index-x.js"');
    const head = await fetch(url + path, { method: 'HEAD', headers: BROWSER });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each(['/tokens/tok_1', '/nothing/here'])('a program that asks for %s is told that nothing is there', async (path) => {
    const answer = await fetch(url + path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  it.each(['/', '/audit'])('the policy of %s allows its own files and a nonce that no other answer has', async (path) => {
    const answers = await Promise.all([fetch(url + path, { headers: BROWSER }), fetch(url + path, { headers: BROWSER })]);
    const nonces = answers.map(({ headers }) => /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-([\w+/=]{24})'; /.exec(headers.get('content-security-policy') ?? '')?.[1]);
    expect(new Set(nonces).size).toBe(2);
    for (const [at, answer] of answers.entries()) {
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
      expect(answer.headers.get('content-security-policy')).toMatch(/base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.text()).toContain(`nonce="${nonces[at] ?? 'none'}"`);
    }
  });

  it('a file whose name holds its hash is kept for ever, others are asked for again', async () => {
    const script = await fetch(`${url}/assets/index-x.js`);
    expect([script.status, script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable']);
    expect([script.headers.get('content-encoding'), await script.text()]).toEqual(['gzip', SCRIPT]);
    const icon = await fetch(`${url}/favicon.svg`);
    expect([icon.headers.get('content-type'), icon.headers.get('cache-control')]).toEqual(['image/svg+xml', 'no-cache']);
    const again = await fetch(`${url}/favicon.svg`, { headers: { 'if-none-match': icon.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('a client that wants no gzip gets the file as it is, and HEAD gets no body', async () => {
    const plain = await fetch(`${url}/assets/index-x.js`, { headers: { 'accept-encoding': 'gzip;q=0, identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
    const head = await fetch(`${url}/assets/index-x.js`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(SCRIPT.length), '']);
  });

  it.each([
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api', 404],
    ['GET', '/oauth/nothing', 404],
    ['GET', '/health/nothing', 404],
    ['GET', '/docs/nothing', 404],
    ['GET', '/assets/gone-y.js', 404],
    ['GET', '/assets/..%2findex.html', 404],
    ['GET', '/robots.txt', 404],
    ['GET', '/.env', 404],
    ['POST', '/tokens', 404],
    ['DELETE', '/api/v1/things', 405],
    ['POST', '/', 405],
  ])('%s %s is the error that it was', async (method, path, status) => {
    const answer = await fetch(url + path, { method });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
  });
});

describe('where the console was not built', () => {
  it('a plain page says so, and no other address is taken', async () => {
    const url = await serviceWith(`${folder}nothing/`);
    const page = await fetch(url);
    expect(await page.text()).toContain('npm run build');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect((await fetch(`${url}/tokens/tok_1`, { headers: BROWSER })).status).toBe(404);
  });
});
