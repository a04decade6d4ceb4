import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PLAIN_PAGE, PLAIN_PAGE_POLICY } from './plain-page.html.js';

describe('the plain page', () => {
  it('says in English and in Indonesian what this is and where the documents are', () => {
    expect(PLAIN_PAGE).toContain('<html lang="en">');
    expect(PLAIN_PAGE).toContain('<section id="en" lang="en"');
    expect(PLAIN_PAGE).toContain('<section id="id" lang="id"');
    expect(PLAIN_PAGE.match(/docs\/ARCHITECTURE\.md/g)).toHaveLength(2);
    expect(PLAIN_PAGE.match(/href="\/docs"/g)).toHaveLength(2);
  });

  it('has one heading of the first order, a title, a main part and a name for each language’s part', () => {
    expect(PLAIN_PAGE.match(/<h1/g)).toHaveLength(1);
    expect(PLAIN_PAGE).toMatch(/<title>[^<]+<\/title>/);
    expect(PLAIN_PAGE.match(/<main>/g)).toHaveLength(1);
    for (const [, id] of PLAIN_PAGE.matchAll(/aria-labelledby="([^"]+)"/g)) expect(PLAIN_PAGE).toContain(`id="${id}"`);
  });

  it('shows a log-in at the address where the page is, wherever that is', () => {
    expect(PLAIN_PAGE).not.toMatch(/127\.0\.0\.1|localhost/);
    expect(PLAIN_PAGE).toContain('<code>URL=https://…  # the address of this page\n');
    expect(PLAIN_PAGE).toContain('<code>URL=https://…  # alamat halaman ini\n');
    expect(PLAIN_PAGE.match(/&quot;\$URL\/api\/v1\/session&quot;/g)).toHaveLength(2);
  });

  it('runs no script, and its policy would not let it', () => {
    expect(PLAIN_PAGE).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=/i);
    expect(PLAIN_PAGE_POLICY).toMatch(/^default-src 'none'; /);
    expect(PLAIN_PAGE_POLICY).not.toMatch(/unsafe|script-src/);
  });

  it('has the one style that its policy names', () => {
    const style = /<style>([^]*)<\/style>/.exec(PLAIN_PAGE)?.[1] ?? '';
    expect(PLAIN_PAGE_POLICY).toContain(`'sha256-${hash('sha256', style, 'base64')}'`);
  });
});
