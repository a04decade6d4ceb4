import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ManagementClient } from '@portcullis/management-client';
import type { Page } from 'playwright-core';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { issueSamples } from './sample-tokens.spec-kit.js';
import { findingsOfAxe } from './seen-by-axe.spec-kit.js';

const TITLES = { en: 'API access', id: 'Akses API' };

let console_: Console;
let cookie: string;
let client: ManagementClient;

beforeAll(async () => {
  console_ = await Console.start();
  ({ cookie, client } = await console_.newWorkspace('Warung'));
  await issueSamples(client, console_.service);
}, 180_000);
afterAll(() => console_.stop(), 60_000);

describe('the list of tokens', () => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    const isThere = async (page: Page): Promise<void> => {
      await page.getByRole('heading', { level: 1, name: TITLES[manner.language] }).waitFor();
      await page.getByRole('link', { name: 'Website catalogue' }).waitFor();
      expect(await page.title()).toBe(`${TITLES[manner.language]} · Portcullis`);
      expect(await page.locator('html').getAttribute('lang')).toBe(manner.language);
    };
    expect(await flawsOf(console_, cookie, manner, { name: 'list', address: '/', isThere })).toEqual([]);
  });

  it('comes with less than 250 KB of scripts', async () => {
    const { page } = await console_.openAs(cookie);
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) sizes.push(response.request().sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto('/');
    await page.getByRole('link', { name: 'Website catalogue' }).waitFor();
    await page.locator('[data-live=live]').waitFor();
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    if (process.env['PICTURES'] !== undefined) process.stdout.write(`scripts of the first page: ${bytes} bytes\n`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(250_000);
    await page.context().close();
  });

  it('is narrowed in the address, also by a whole token that was pasted, of which only the prefix is told', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/?status=revoked');
    await page.getByRole('link', { name: 'Leaked in a repository' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('button', { name: /^\d+ ?All$/ }).click();
    await page.getByLabel('Search').fill(`pcl_live_${'x'.repeat(36)}`);
    await page.waitForURL(/q=pcl_live_xxx(&|$)/);
    await page.getByText('No token matches').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('revokes what is selected, after typed words and the password, and shows the receipt', async () => {
    const { owner, cookie: own, client: itsClient } = await console_.newWorkspace('Gudang');
    await issueSamples(itsClient, console_.service);
    const { page, complaints } = await console_.openAs(own);
    await page.goto('/?sort=name');
    await page.getByRole('checkbox', { name: 'Select Website catalogue' }).check();
    await page.getByRole('checkbox', { name: 'Select Nightly stock report' }).check();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke 2 tokens?' });
    expect(await dialog.getByRole('button', { name: 'Revoke 2 tokens' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('No longer needed');
    await dialog.getByLabel(/^Type/).fill('revoke 2');
    await pictureOf(page, 'bulk', { language: 'en', scheme: 'light', width: 1440 });
    expect(await findingsOfAxe(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revoke 2 tokens' }).click();
    const again = page.getByRole('dialog', { name: 'Your password again' });
    await again.getByLabel('Password', { exact: true }).fill(owner.password);
    await again.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('dialog', { name: '2 tokens are revoked.' }).waitFor();
    await page.getByText(/^Confirmed: refused everywhere/).waitFor();
    await pictureOf(page, 'bulk-receipt', { language: 'en', scheme: 'light', width: 1440 });
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: /^3 ?Revoked$/ }).waitFor();
    expect(complaints.filter((complaint) => !complaint.includes('status of 403'))).toEqual([]);
    await page.context().close();
  });
});
