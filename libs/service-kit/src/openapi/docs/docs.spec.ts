import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '../../start/create-service.js';

@Module({})
class EmptyModule {}

let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  const api = { title: 'Tills & <Co>', description: 'Of a test.', version: '1.0.0' };
  app = await createService({ module: EmptyModule, name: 'docs-test', logLevel: 'silent', api });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

describe('the page at /docs', () => {
  it('has a title and a main part, and text for whoever runs no script', async () => {
    const page = await (await fetch(`${url}/docs`)).text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>Tills &amp; &lt;Co>: API</title>');
    expect(page).toMatch(/<noscript>.*openapi\.json.*<main id="swagger-ui">/s);
  });

  it('has a policy that allows its own files and its one script, and nothing unsafe', async () => {
    const answer = await fetch(`${url}/docs`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const script = /<script>([^]*?)<\/script>/.exec(await answer.text())?.[1] ?? '';
    expect(policy).toContain(`script-src 'self' 'sha256-${hash('sha256', script, 'base64')}'`);
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toContain('unsafe');
  });

  it('loads nothing but what is there, and from nowhere else', async () => {
    const page = await (await fetch(`${url}/docs`)).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(loaded).toHaveLength(4);
    for (const address of loaded) expect([address, (await fetch(url + address)).status]).toEqual([expect.stringMatching(/^\/docs\//), 200]);
    expect(page).not.toMatch(/\sstyle=|\son[a-z]+=|https?:/);
  });

  it('has its files by name, and no others', async () => {
    const file = await fetch(`${url}/docs/assets/swagger-ui-bundle.js`);
    expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const name of ['swagger-ui.js', 'package.json', '..%2fpackage.json', '%2e%2e%2findex.js']) {
      expect((await fetch(`${url}/docs/assets/${name}`)).status).toBe(404);
    }
  });
});

describe('the document at /docs/openapi.json', () => {
  it('may be kept, and is asked for again by its tag', async () => {
    const first = await fetch(`${url}/docs/openapi.json`);
    expect([first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual(['application/json', 'no-cache']);
    const again = await fetch(`${url}/docs/openapi.json`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});
