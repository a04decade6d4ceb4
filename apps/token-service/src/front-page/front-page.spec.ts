import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FRONT_PAGE, FRONT_PAGE_POLICY } from './front-page.html.js';

describe('the page at /', () => {
  it('says in English and in Indonesian what this is and where the documents are', () => {
    expect(FRONT_PAGE).toContain('<html lang="en">');
    expect(FRONT_PAGE).toContain('<section id="en" lang="en"');
    expect(FRONT_PAGE).toContain('<section id="id" lang="id"');
    expect(FRONT_PAGE.match(/docs\/ARCHITECTURE\.md/g)).toHaveLength(2);
    expect(FRONT_PAGE.match(/href="\/docs"/g)).toHaveLength(2);
  });

  it('has one heading of the first order, a title, a main part and a name for each language’s part', () => {
    expect(FRONT_PAGE.match(/<h1/g)).toHaveLength(1);
    expect(FRONT_PAGE).toMatch(/<title>[^<]+<\/title>/);
    expect(FRONT_PAGE.match(/<main>/g)).toHaveLength(1);
    for (const [, id] of FRONT_PAGE.matchAll(/aria-labelledby="([^"]+)"/g)) expect(FRONT_PAGE).toContain(`id="${id}"`);
  });

  it('shows a log-in at the address where the page is, wherever that is', () => {
    expect(FRONT_PAGE).not.toMatch(/127\.0\.0\.1|localhost/);
    expect(FRONT_PAGE).toContain('<code>URL=https://…  # the address of this page\n');
    expect(FRONT_PAGE).toContain('<code>URL=https://…  # alamat halaman ini\n');
    expect(FRONT_PAGE.match(/&quot;\$URL\/api\/v1\/session&quot;/g)).toHaveLength(2);
  });

  it('runs no script, and its policy would not let it', () => {
    expect(FRONT_PAGE).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=/i);
    expect(FRONT_PAGE_POLICY).toMatch(/^default-src 'none'; /);
    expect(FRONT_PAGE_POLICY).not.toMatch(/unsafe|script-src/);
  });

  it('has the one style that its policy names', () => {
    const style = /<style>([^]*)<\/style>/.exec(FRONT_PAGE)?.[1] ?? '';
    expect(FRONT_PAGE_POLICY).toContain(`'sha256-${hash('sha256', style, 'base64')}'`);
  });
});
