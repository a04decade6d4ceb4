import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, type ManagementClient } from '@portcullis/management-client';
import type { ServiceProcess } from '@portcullis/testing';
import type { Page } from 'playwright-core';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { findingsOfAxe, overflowOf } from './seen-by-axe.spec-kit.js';

const DESK = { language: 'en', scheme: 'light', width: 1440 } as const;
let console_: Console;
let replica: ServiceProcess;
let cookie: string;
let client: ManagementClient;

beforeAll(async () => {
  console_ = await Console.start();
  replica = await console_.service.startInventory();
  ({ cookie, client } = await console_.newWorkspace('Tokens'));
}, 180_000);
afterAll(() => console_.stop(), 60_000);

async function issue(name: string): Promise<{ readonly id: string; readonly token: string }> {
  const { body } = await answerOf(client.POST('/api/v1/api-keys', { body: { name, scopes: ['items:read', 'warehouses:read'], description: 'In the shop.' } }));
  return { id: body.apiToken.id, token: body.token ?? '' };
}

const call = async (token: string, path = 'items'): Promise<number> => (await fetch(`${replica.url}/public/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
const shown = async (id: string) => (await answerOf(client.GET('/api/v1/api-keys/{id}', { params: { path: { id } } }))).body;

/** Everything that a page has and keeps. */
const tracesIn = (page: Page): Promise<string> =>
  page.evaluate(() => [location.href, JSON.stringify(history.state), JSON.stringify(Object.entries(localStorage)), JSON.stringify(Object.entries(sessionStorage)), document.documentElement.outerHTML, ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)].join('\n'));

describe('the page of a token', () => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    const { id } = await issue('Looked at');
    expect(await flawsOf(console_, cookie, manner, { name: 'token', address: `/tokens/${id}`, isThere: (page) => page.getByText(id).waitFor() })).toEqual([]);
  });

  it('the dialogs and the form fit a small telephone, in the dark, in Indonesian', async () => {
    const { id } = await issue('Kecil');
    const small = { language: 'id', scheme: 'dark', width: 360 } as const;
    const { page, complaints } = await console_.openAs(cookie, small);
    await page.goto(`/tokens/${id}`);
    for (const name of ['Rotasi', 'Nonaktifkan', 'Cabut']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await pictureOf(page, `dialog-${name}`, small);
      expect(await findingsOfAxe(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'Ubah', exact: true }).click();
    await page.getByRole('checkbox', { name: /warehouses:read/ }).waitFor();
    await pictureOf(page, 'edit', small);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what became of a token that is not there', async () => {
    const { page } = await console_.openAs(cookie);
    await page.goto('/tokens/tok_AAAAAAAAAAAAAAAAAAAAA');
    await page.getByRole('alert').getByText('It is not there.').waitFor();
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.context().close();
  });
});

describe('a change in place', () => {
  it('shows what it would have refused before it is saved, and its receipt after', async () => {
    const { id, token } = await issue('Narrowed');
    await call(token, 'warehouses');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Name').waitFor();
    await page.getByRole('checkbox', { name: /warehouses:read/ }).waitFor();
    await pictureOf(page, 'edit', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByRole('checkbox', { name: /warehouses:read/ }).uncheck();
    await page.getByRole('button', { name: 'Check the change' }).click();
    await page.getByText('What it would have refused').waitFor();
    await pictureOf(page, 'dry-run', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect((await shown(id)).scopes).toContain('warehouses:read');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Confirmed: in force everywhere/).first().waitFor();
    expect((await shown(id)).scopes).toEqual(['items:read']);
    expect(await call(token, 'warehouses')).toBe(403);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is not made over somebody else’s, and nothing that was entered is lost', async () => {
    const { id } = await issue('Contested');
    const { page } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Name').fill('Mine');
    await answerOf(client.PATCH('/api/v1/api-keys/{id}', { params: { path: { id } }, body: { description: 'Theirs' } }));
    await page.getByRole('button', { name: 'Check the change' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else changed this token meanwhile').waitFor();
    await pictureOf(page, 'contested', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep my changes, on the newest version' }).click();
    await page.getByRole('button', { name: 'Check the change' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Confirmed: in force everywhere/).first().waitFor();
    expect(await shown(id)).toMatchObject({ name: 'Mine', description: 'Theirs' });
    await page.context().close();
  });
});

describe('a rotation', () => {
  it('shows the new secret once; both work, and nothing of it is left in the page', async () => {
    const { id, token } = await issue('Rotated');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    await page.getByRole('button', { name: 'Rotate' }).click();
    await pictureOf(page, 'rotate', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    const copy = page.getByRole('dialog', { name: 'Copy the token now' });
    const secret = await copy.getByLabel('Token', { exact: true }).inputValue();
    expect(secret).toMatch(/^pcl_live_[0-9A-Za-z]{36}$/);
    await copy.getByText(/^Live on every replica/).first().waitFor();
    expect([await call(token), await call(secret)]).toEqual([200, 200]);
    await copy.getByLabel(/^I have stored/).check();
    await copy.getByRole('button', { name: 'Done' }).click();
    await copy.waitFor({ state: 'detached' });
    expect(await tracesIn(page)).not.toContain(secret.slice(12));
    await page.getByText('Secret before').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a token that is disabled', () => {
  it('is refused at every replica, and works again once it is enabled', async () => {
    const { id, token } = await issue('Paused');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    await page.getByRole('button', { name: 'Disable' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The shop is closed');
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await dialog.getByText(/^Confirmed: refused everywhere/).waitFor();
    await page.getByRole('dialog', { name: '“Paused” is disabled' }).waitFor();
    expect(await call(token)).toBe(401);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await pictureOf(page, 'disabled', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enable' }).click();
    await dialog.getByRole('button', { name: 'Enable' }).click();
    await dialog.getByText(/^Live on every replica/).waitFor();
    expect(await call(token)).toBe(200);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('by keyboard alone', () => {
  it('a token is revoked, and the receipt is read out', async () => {
    const { id, token } = await issue('Typed');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    const button = page.getByRole('button', { name: 'Revoke', exact: true });
    await button.waitFor();
    await tabTo(page, 'Revoke');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Lost');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Typed');
    await pictureOf(page, 'revoke', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('status').getByText(/^Confirmed: refused everywhere/).waitFor();
    expect(await call(token)).toBe(401);
    await pictureOf(page, 'receipt', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Goes on by Tab until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let times = 0; times < 60; times++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
  }
  throw new Error(`Nothing named ${name} is reached by Tab.`);
}

describe('who may only look', () => {
  it('is offered no change, as the service would refuse it', async () => {
    const { id } = await issue('Only seen');
    const { body } = await answerOf(client.POST('/api/v1/users', { body: { email: 'auditor.tokens@example.com', role: 'auditor' } }));
    const { page, complaints } = await console_.open();
    await page.goto(`/tokens/${id}`);
    await page.locator('input[name=email]').fill('auditor.tokens@example.com');
    await page.locator('input[name=password]').fill(body.password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Password you were given').fill(body.password);
    await page.getByLabel('New password', { exact: true }).fill('an auditor of tokens');
    await page.getByLabel('New password, again').fill('an auditor of tokens');
    await page.keyboard.press('Enter');
    await page.getByText(id).waitFor();
    for (const name of ['Edit', 'Rotate', 'Disable', 'Revoke']) expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(await page.evaluate((address) => fetch(address, { method: 'DELETE' }).then(({ status }) => status), `/api/v1/api-keys/${id}`)).toBe(403);
    await page.context().close();
  });
});
