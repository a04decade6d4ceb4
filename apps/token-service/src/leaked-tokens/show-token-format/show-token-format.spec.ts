import { describe, expect, it } from '@jest/globals';
import { createToken, TOKEN_PATTERN } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';

const { service } = await tokensOfSuite();

const documented = readFileSync(new URL('../../../../../docs/secret-scanning.md', import.meta.url), 'utf8');
/** Every expression of the page, the rules' too. */
const patterns = documented.match(/pcl_\(.*?\\b/g) ?? [];

describe('the published form of a token', () => {
  it('is served to anybody, and finds what is issued', async () => {
    const { token } = await service.issue((await service.owner()).headers);
    const { status, json, headers } = await service.request('GET', '/api/v1/token-format');
    expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 200, cache: 'no-cache' });
    expect(json).toMatchObject({ object: 'token_format', pattern: TOKEN_PATTERN, prefixes: ['pcl_live_', 'pcl_test_'], length: token.length, reportTo: '/api/v1/leaked-tokens' });
    expect(`TOKEN="${token}"`.match(new RegExp(String(json?.['pattern']), 'g'))).toEqual([token]);
    expect(await service.request('GET', '/api/v1/token-format', { headers: { 'if-none-match': headers.get('etag') ?? '' } })).toMatchObject({ status: 304 });
  });

  it('is the same in the documents, wherever they name it, as the one tokens are made by', () => {
    expect(patterns.length).toBeGreaterThanOrEqual(3);
    expect(new Set(patterns)).toEqual(new Set([TOKEN_PATTERN]));
    expect(createToken('test', randomBytes)).toMatch(new RegExp(`^${patterns[0] ?? ''}$`));
  });
});
