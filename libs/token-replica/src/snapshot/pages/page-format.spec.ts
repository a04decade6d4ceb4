import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PAGE_FORMAT, readPage } from '../../content/row-page.js';
import { TokenContent } from '../../content/token-content.js';
import { readTexts } from './text-page.js';

const sha = (digit: string): string => digit.repeat(64);
const LONG_LIST = Array.from({ length: 40 }, (_, at) => `10.0.${at}.0/24`);
const PLAIN = {
  workspaceId: 'wsp_1',
  kind: 'workspace',
  environment: 'live',
  status: 'enabled',
  secrets: [{ hash: sha('a'), validUntil: null }],
  scopes: ['items:read'],
  allowedIps: [] as string[],
  notBefore: null as string | null,
  expiresAt: null as string | null,
};
const GRACE = { hash: sha('b'), validUntil: '2026-12-01T00:00:00.000Z' };
/** Written out, and not made by what the other tests use: what stands here must not change with anything. */
const MESSAGES: readonly { readonly key: string; readonly schema?: number; readonly state?: object }[] = [
  { key: 'tok_0000000000000000000001' },
  { key: 'tok_0000000000000000000002', state: { kind: 'user', environment: 'test', status: 'disabled', workspaceId: 'wsp_2' } },
  { key: 'tok_0000000000000000000003', state: { status: 'revoked', secrets: [GRACE] } },
  { key: 'tok_0000000000000000000004', state: { secrets: [GRACE, { hash: sha('c'), validUntil: null }] } },
  { key: 'tok_0000000000000000000005', state: { notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', scopes: [] } },
  { key: 'tok_0000000000000000000006', state: { allowedIps: ['192.0.2.0/24', 'garbage\n0.0.0.0/0'] } },
  { key: 'tok_0000000000000000000007', state: { allowedIps: LONG_LIST } },
  { key: 'tok_0000000000000000000008', schema: 2 },
  { key: 'another', state: { scopes: ['items:read', 'company:read', 'unheard:of'] } },
];

function contentOfMessages(): TokenContent {
  const content = new TokenContent();
  for (const [at, { key, schema = 1, state }] of MESSAGES.entries()) {
    const message = { position: at + 1, time: '2026-11-23T05:00:00.000Z', schema, tokenId: key, version: 1, type: 'TokenIssued', state: { ...PLAIN, ...state } };
    content.apply(key, Buffer.from(JSON.stringify(message)));
  }
  return content;
}

describe('what messages are taken for, and how it is written', () => {
  // Whoever finds this red has changed the one or the other: copies of the version before would be loaded and go on being
  // wrong. Raise PAGE_FORMAT, and only then write the new checksums here.
  it('is the same as long as the format has the same number', () => {
    const content = contentOfMessages();
    const rows = hash('sha256', readPage(content, 0));
    const lists = content.allowlists.long.take().lists.map(({ number, text }) => [number, hash('sha256', text)]);
    const texts = readTexts((number) => content.workspaces.text(number), 0, content.workspaces.size).toString();
    expect({ format: PAGE_FORMAT, rows, lists, texts }).toEqual({
      format: 2,
      rows: 'fab847bf24afbddc61e78ee4b07639f3f17640045079940d9344d41bf99d1bb7',
      lists: [[0, '6b0811f9df2ecd4dd37bf669552fc09ef1e08684dda17c8529fe8e33608c4739']],
      texts: '["wsp_1","wsp_2"]',
    });
  });
});
