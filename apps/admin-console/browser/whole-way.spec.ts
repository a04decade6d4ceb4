import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, type ManagementClient } from '@portcullis/management-client';
import { eventually, type ServiceProcess } from '@portcullis/testing';
import type { Page } from 'playwright-core';
import { Console } from './console.spec-kit.js';

let console_: Console;
let replica: ServiceProcess;

beforeAll(async () => {
  console_ = await Console.start();
  replica = await console_.service.startInventory();
}, 180_000);
afterAll(() => console_.stop(), 60_000);

/** What the replica says to a call with this token. */
const call = async (token: string): Promise<number> => (await fetch(`${replica.url}/public/v1/items?limit=1`, { headers: { authorization: `Bearer ${token}` } })).status;

async function issue(client: ManagementClient, name: string): Promise<{ readonly id: string; readonly token: string }> {
  const { body } = await answerOf(client.POST('/api/v1/api-keys', { body: { name, scopes: ['items:read'] } }));
  return { id: body.apiToken.id, token: body.token ?? '' };
}

/** The dialog of a revocation, from its button to the click that does it. */
async function revoke(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Revoke “${name}”?` });
  await dialog.getByLabel('Reason').fill('Leaked');
  await dialog.getByLabel(/^Type/).fill(name);
  await dialog.getByRole('button', { name: 'Revoke for good' }).click();
}

describe('a token', () => {
  it('that is made in the page works at a service, and once the page says that it is refused everywhere, it is', async () => {
    const { cookie } = await console_.newWorkspace('Whole');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/tokens/new');
    await page.getByLabel('Name').fill('Shop window, Bandung');
    await page.getByRole('checkbox', { name: /items:read/ }).check();
    await page.getByRole('button', { name: 'Create token' }).click();
    const copy = page.getByRole('dialog', { name: 'Copy the token now' });
    const token = await copy.getByLabel('Token', { exact: true }).inputValue();
    await copy.getByText(/^Live on every replica/).first().waitFor();
    expect(await call(token)).toBe(200);
    await copy.getByLabel(/^I have stored/).check();
    await copy.getByRole('button', { name: 'Done' }).click();
    await page.waitForURL(/\/tokens\/tok_/);
    await revoke(page, 'Shop window, Bandung');
    await page.getByText(/^Confirmed: refused everywhere/).first().waitFor();
    expect(await call(token)).toBe(401);
    await page.getByRole('dialog').getByText('inventory-public-api').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('that is disabled in one browser is shown so in another, which did nothing', async () => {
    const { cookie, client } = await console_.newWorkspace('Both');
    const { id } = await issue(client, 'Seen by two');
    const [one, other] = [await console_.openAs(cookie), await console_.openAs(cookie)];
    for (const { page } of [one, other]) await page.goto(`/tokens/${id}`);
    await one.page.locator('[data-live=live]').waitFor();
    await one.page.getByRole('button', { name: 'Disable', exact: true }).waitFor();
    await other.page.getByRole('button', { name: 'Disable', exact: true }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
    await one.page.getByRole('button', { name: 'Enable', exact: true }).waitFor();
    expect([...one.complaints, ...other.complaints]).toEqual([]);
    await one.page.context().close();
    await other.page.context().close();
  });
});

describe('token-service gone in the middle', () => {
  it('is said where something was to be changed, nothing that was typed is lost, and it goes on by itself', async () => {
    const { cookie, client } = await console_.newWorkspace('Gone');
    const { id, token } = await issue(client, 'Survivor');
    const { page } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    await page.locator('[data-live=live]').waitFor();
    await console_.service.process.end('SIGKILL');
    await page.locator('[data-live=away]').waitFor();
    await revoke(page, 'Survivor');
    await page.getByText('The service cannot be reached').first().waitFor();
    expect(await page.getByRole('dialog').getByLabel('Reason').inputValue()).toBe('Leaked');
    await console_.service.process.startAgain();
    await page.locator('[data-live=live]').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke for good' }).click();
    await page.getByText(/refuses it for certain|^Confirmed: refused everywhere/).first().waitFor();
    await eventually(async () => {
      expect(await call(token)).toBe(401);
    });
    await page.context().close();
  }, 120_000);
});
