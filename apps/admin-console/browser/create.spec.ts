import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { findingsOfAxe, overflowOf } from './seen-by-axe.spec-kit.js';

const DESK = { language: 'en', scheme: 'light', width: 1440 } as const;
const SMALL = { language: 'id', scheme: 'dark', width: 360 } as const;
let console_: Console;
let cookie: string;

beforeAll(async () => {
  console_ = await Console.start();
  ({ cookie } = await console_.newWorkspace('Makers'));
}, 180_000);
afterAll(() => console_.stop(), 60_000);

describe('the page that makes a token', () => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    expect(await flawsOf(console_, cookie, manner, { name: 'create', address: '/tokens/new', isThere: (page) => page.getByRole('checkbox', { name: /items:read/ }).waitFor() })).toEqual([]);
  });

  it('marks the line of an address that cannot be read, and warns of a range that keeps nobody out', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/tokens/new');
    await page.getByLabel('Allowed addresses').fill('203.0.113.7\n203.0.113.300\n0.0.0.0/1');
    await page.getByText('Line 2:').waitFor();
    await page.getByText('0.0.0.0/1 is so wide that it keeps hardly anybody out.').waitFor();
    await page.getByLabel('Allowed addresses').scrollIntoViewIfNeeded();
    await pictureOf(page, 'addresses', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByLabel('Name').fill('Not made');
    await page.getByRole('button', { name: 'Read-only', exact: true }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('Mend the lines that are marked.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says what is missing, where it is', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/tokens/new');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('Give it a name.').waitFor();
    await page.getByText('Choose at least one scope.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    await page.getByLabel('Name').fill('test');
    await page.getByText(/Will anybody know in a year/).waitFor();
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Fills the form by keyboard, as somebody does who has no mouse. */
async function makeByKeyboard(page: Page, name: string): Promise<void> {
  await page.goto('/tokens/new');
  await page.getByLabel('Name').waitFor();
  await tabTo(page, 'Name');
  await page.keyboard.type(name);
  await tabTo(page, 'Restricted, read-only');
  await page.keyboard.press('Space');
  await tabTo(page, 'Create token');
  await page.keyboard.press('Enter');
}

/** Goes on by Tab until what has this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let times = 0; times < 90; times++) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(() => {
      const at = document.activeElement;
      return [at?.textContent, ...(at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((label) => label.textContent) : [])].map((text) => text?.replace(/ \*$/, '').trim());
    });
    if (reached.includes(name)) return;
  }
  throw new Error(`Nothing named ${name} is reached by Tab.`);
}

describe('a token that is made', () => {
  it('by keyboard alone is shown once, works as its example says, and is nowhere in the page afterwards', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: console_.service.url });
    await makeByKeyboard(page, 'Price board, Surabaya');
    const copy = page.getByRole('dialog', { name: 'Copy the token now' });
    const field = copy.getByLabel('Token', { exact: true });
    const token = await field.inputValue();
    expect(await field.getAttribute('type')).toBe('password');
    expect(await copy.innerText()).not.toContain(token);
    await pictureOf(page, 'copy', DESK);
    expect(await findingsOfAxe(page)).toEqual([]);
    // The focus is where the secret is copied.
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
    await tabTo(page, 'I have stored the token where its program finds it');
    await page.keyboard.press('Space');
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await copy.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Price board, Surabaya' }).waitFor();
    const traces = await page.evaluate(() => [location.href, JSON.stringify(history.state), JSON.stringify(Object.entries(localStorage)), JSON.stringify(Object.entries(sessionStorage)), document.documentElement.outerHTML].join('\n'));
    expect(traces).not.toContain(token.slice(12));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('comes with calls that it may make, which run as they are copied', async () => {
    const replica = await console_.service.startInventory();
    const { page, complaints } = await console_.openAs(cookie);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: console_.service.url });
    await page.goto('/tokens/new');
    await page.getByLabel('Name').fill('Runs the examples');
    await page.getByRole('checkbox', { name: /warehouses:read/ }).check();
    await page.getByRole('button', { name: 'Create token' }).click();
    const copy = page.getByRole('dialog', { name: 'Copy the token now' });
    await copy.getByText(/^Live on every replica/).first().waitFor();
    await copy.getByLabel('Base URL').fill(replica.url);
    for (const [name, program, ...args] of [['curl', 'bash', '-c'], ['JavaScript', process.execPath, '--input-type=module', '-e'], ['Python', 'python3', '-c']] as const) {
      await copy.getByRole('tab', { name }).click();
      await copy.getByRole('button', { name: 'Copy with the token' }).click();
      const code = await page.evaluate(() => navigator.clipboard.readText());
      const { stdout } = await promisify(execFile)(program, [...args, code]);
      expect(stdout).toMatch(/"?data"?:/);
    }
    await copy.getByRole('tab', { name: 'PHP' }).click();
    await copy.getByText('stream_context_create').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is not left behind without a question', async () => {
    const { page } = await console_.openAs(cookie);
    await page.goto('/');
    await page.getByRole('link', { name: 'Create token' }).first().click();
    await page.getByLabel('Name').fill('Nearly lost');
    await page.getByRole('button', { name: 'Restricted, read-only' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    const copy = page.getByRole('dialog', { name: 'Copy the token now' });
    await copy.getByText(/^Live on every replica/).first().waitFor();
    await page.keyboard.press('Escape');
    await page.goBack().catch(() => undefined);
    await copy.getByText('Leave without the token?').waitFor();
    await copy.getByRole('button', { name: 'Stay' }).click();
    expect(await copy.getByLabel('Token', { exact: true }).inputValue()).toMatch(/^pcl_live_/);
    await page.context().close();
  });

  it('is shown in a dialog that fits a small telephone, in the dark, in Indonesian', async () => {
    const { page, complaints } = await console_.openAs(cookie, SMALL);
    await page.goto('/tokens/new');
    await page.getByLabel('Nama').fill('Papan harga');
    await page.getByRole('checkbox', { name: /items:read/ }).check();
    await page.getByRole('button', { name: 'Buat token' }).click();
    await page.getByRole('dialog').getByRole('tab', { name: 'curl' }).waitFor();
    await pictureOf(page, 'copy', SMALL);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
