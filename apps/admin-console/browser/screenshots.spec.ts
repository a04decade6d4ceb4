import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, type ManagementClient } from '@portcullis/management-client';
import { eventually } from '@portcullis/testing';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { Console } from './console.spec-kit.js';
import { issueSamples } from './sample-tokens.spec-kit.js';

/** `npm run screenshots` writes them where the README shows them from; a test leaves them as they are. */
const FOLDER = process.env['WRITE_SCREENSHOTS'] === undefined ? join(tmpdir(), `portcullis-screenshots-${process.pid}`) : fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const NAME = 'Website catalogue';

let console_: Console;
let cookie: string;
let id: string;

/** A workspace in use: tokens of every status, two replicas, calls of every outcome. */
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  console_ = await Console.start();
  const workspace = await console_.newWorkspace('Nusantara');
  cookie = workspace.cookie;
  const replicas = [await console_.service.startInventory(), await console_.service.startInventory()];
  await issueSamples(workspace.client, console_.service);
  const issued = (await answerOf(workspace.client.POST('/api/v1/api-keys', { body: { name: NAME, scopes: ['items:read', 'warehouses:read'], description: 'Shop front, deployed by the web team.' } }))).body;
  id = issued.apiToken.id;
  for (const { url } of replicas) await callAll(url, issued.token ?? '');
  await untilCounted(workspace.client);
}, 240_000);
afterAll(() => console_.stop(), 60_000);

async function callAll(url: string, token: string): Promise<void> {
  for (const path of ['items', 'items?limit=5', 'warehouses', 'stock-reports', 'item-categories']) {
    for (let count = 0; count < 7; count++) await fetch(`${url}/public/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  }
}

async function untilCounted(client: ManagementClient): Promise<void> {
  await eventually(async () => {
    const { body } = await answerOf(client.GET('/api/v1/api-keys/{id}', { params: { path: { id } } }));
    expect(body.lastUsedAt).not.toBeNull();
  });
}

const shoot = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });

describe('the pages that the documents show', () => {
  it.each([
    ['tokens', '/', 'light'],
    ['tokens-dark', '/', 'dark'],
    ['create', '/tokens/new', 'light'],
    ['token', '/tokens/ID', 'light'],
    ['usage', '/tokens/ID/usage', 'light'],
    ['history', '/tokens/ID/history', 'light'],
    ['audit', '/audit', 'light'],
    ['evidence', '/audit/evidence', 'light'],
    ['replicas', '/replicas', 'light'],
    ['people', '/people', 'light'],
  ] as const)('%s', async (name, address, scheme) => {
    const { page, complaints } = await console_.openAs(cookie, { language: 'en', scheme, width: 1440 });
    await page.goto(address.replace('ID', id));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('main [role=status][aria-label=Loading]').waitFor({ state: 'detached' });
    await page.locator('[data-live=live]').waitFor();
    await shoot(page, name);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('the receipt of a revocation, replica by replica', async () => {
    const { page, complaints } = await console_.openAs(cookie, { language: 'en', scheme: 'light', width: 1440 });
    await page.goto(`/tokens/${id}`);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Found in a public repository');
    await dialog.getByLabel(/^Type/).fill(NAME);
    await dialog.getByRole('button', { name: 'Revoke for good' }).click();
    await dialog.getByText(/^Confirmed: refused everywhere/).first().waitFor();
    expect(await dialog.getByText('inventory-public-api').count()).toBe(2);
    await shoot(page, 'receipt');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
