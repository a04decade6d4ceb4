import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, type ManagementClient } from '@portcullis/management-client';
import { eventually, type ServiceProcess } from '@portcullis/testing';
import type { Page } from 'playwright-core';
import { Console, type Look } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { findingsOfAxe, overflowOf } from './seen-by-axe.spec-kit.js';

interface Issued {
  readonly id: string;
  readonly token: string;
}

let console_: Console;
let replica: ServiceProcess;
let cookie: string;
let client: ManagementClient;
/** In use and changed; revoked while in use; never used. */
let [used, leaked, fresh]: readonly string[] = [];
/** Of the revoked one, as the service says. */
let atMost = 0;
let accepted = 0;

beforeAll(async () => {
  console_ = await Console.start();
  replica = await console_.service.startInventory();
  ({ cookie, client } = await console_.newWorkspace('Reports'));
  [used, leaked, fresh] = [await usedAndChanged(), await revokedInUse(), (await issue('Fresh')).id];
  await eventually(async () => {
    const { totals } = (await answerOf(client.GET('/api/v1/api-keys/{id}/usage', { params: { path: { id: used ?? '' } } }))).body;
    expect([totals.accepted, totals.refused.scope, totals.refused.disabled]).toEqual([3, 2, 1]);
    const { closings } = (await answerOf(client.GET('/api/v1/api-keys/{id}/exposure', { params: { path: { id: leaked ?? '' } } }))).body;
    expect(closings).toMatchObject([{ complete: true }]);
    atMost = closings[0]?.acceptedAtMost ?? 0;
    expect(atMost).toBeGreaterThan(0);
  }, { timeoutMs: 30_000 });
}, 180_000);
afterAll(() => console_.stop(), 60_000);

async function issue(name: string): Promise<Issued> {
  const { body } = await answerOf(client.POST('/api/v1/api-keys', { body: { name, scopes: ['items:read', 'warehouses:read'] } }));
  return { id: body.apiToken.id, token: body.token ?? '' };
}

/** Calls the replica with a token. @returns the status of each answer */
async function call(token: string, path: string, times: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push((await fetch(`${replica.url}/public/v1/${path}?limit=1`, { headers: { authorization: `Bearer ${token}` } })).status);
  return statuses;
}

async function usedAndChanged(): Promise<string> {
  const { id, token } = await issue('Till');
  const params = { path: { id } };
  expect([...(await call(token, 'items', 3)), ...(await call(token, 'stock-reports', 2))]).toEqual([200, 200, 200, 403, 403]);
  await answerOf(client.PATCH('/api/v1/api-keys/{id}', { params, body: { name: 'Till 4', scopes: ['items:read', 'company:read'], metadata: { owner: 'Rani' } } }));
  await answerOf(client.POST('/api/v1/api-keys/{id}/disable', { params, body: { reason: 'In repair' } }));
  expect(await call(token, 'items', 1)).toEqual([401]);
  await answerOf(client.POST('/api/v1/api-keys/{id}/enable', { params }));
  return id;
}

async function revokedInUse(): Promise<string> {
  const { id, token } = await issue('Leaked');
  accepted = (await call(token, 'items', 2)).length;
  const revoked = answerOf(client.DELETE('/api/v1/api-keys/{id}', { params: { path: { id }, query: { reason: 'Found in a repository' } } }));
  while ((await call(token, 'items', 1))[0] === 200) accepted += 1;
  await revoked;
  return id;
}

/** A page of a token, and what is there once all of it is. */
const PAGES = [
  ['usage', () => `/tokens/${used ?? ''}/usage`, '.recharts-bar-rectangle path'],
  ['history', () => `/tokens/${used ?? ''}/history`, 'article >> nth=4'],
  ['as-of', () => `/tokens/${leaked ?? ''}/as-of?at=${new Date().toISOString()}`, 'text=inventory-public-api'],
  ['exposure', () => `/tokens/${leaked ?? ''}/exposure?since=2026-01-01T00:00:00.000Z`, '.recharts-bar-rectangle path'],
] as const;

async function opened(path: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const { page, complaints } = await console_.openAs(cookie);
  await page.goto(path);
  return { page, complaints };
}

async function expectFine(page: Page, name: string, look: Look): Promise<void> {
  await pictureOf(page, name, look);
  expect(await findingsOfAxe(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
}

describe('what a token did', () => {
  describe.each(PAGES)('is told by the page %s', (name, address, there) => {
    it.each(MANNERS)('which in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
      expect(await flawsOf(console_, cookie, manner, { name: `token-${name}`, address: address(), isThere: (page) => page.locator(there).first().waitFor() })).toEqual([]);
    });
  });

  it('is taught where there is nothing yet', async () => {
    const { page, complaints } = await opened(`/tokens/${fresh ?? ''}/usage`);
    for (const [place, title] of [['Use', 'Not used yet'], ['As of', 'Choose a moment'], ['Exposure', 'Never revoked or disabled']] as const) {
      await page.getByRole('navigation', { name: 'Of this token' }).getByRole('link', { name: place }).click();
      await page.getByRole('heading', { level: 2, name: title }).waitFor();
      await expectFine(page, `token-empty-${place.replace(' ', '-')}`, { language: 'en', scheme: 'light', width: 1440 });
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the use of a token', () => {
  it('is a drawing with a name, which the keyboard changes for a table of the same', async () => {
    const { page, complaints } = await opened(`/tokens/${used ?? ''}/usage`);
    await page.getByRole('img', { name: 'Calls over time by outcome, 3 of them accepted.' }).waitFor();
    expect(await page.getByRole('list', { name: 'Calls in this time' }).getByRole('listitem').allTextContents()).toEqual(['Accepted 3', 'Scope missing 2', 'While disabled 1']);
    await page.getByRole('radio', { name: 'Chart' }).focus();
    await page.keyboard.press('ArrowRight');
    const table = page.getByRole('group', { name: 'Calls over time' });
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['From', 'Accepted', 'Scope missing', 'While disabled']);
    expect(await table.getByRole('cell').allInnerTexts()).toEqual(['3', '2', '1']);
    await pictureOf(page, 'token-usage-table', { language: 'en', scheme: 'light', width: 1440 });
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByRole('radio', { name: '30 days' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: '1 hour' }).isChecked()).toBe(true);
    expect(await page.getByRole('group', { name: 'By route' }).getByRole('row').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/GET \/public\/v1\/items.*items:read\s+3\s+1$/s), expect.stringMatching(/stock-reports.*\s0\s+2$/s)]));
    await page.getByRole('group', { name: 'By address' }).getByText('127.0.0.1').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the history of a token', () => {
  it('tells in words who did what, from where, why, and what it changed', async () => {
    const { page, complaints } = await opened(`/tokens/${used ?? ''}/history`);
    const changed = page.getByRole('article').filter({ hasText: 'Changed' });
    await changed.getByText('by you, from 127.0.0.1').waitFor();
    expect(await changed.getByRole('definition').allInnerTexts()).toEqual(['Till → Till 4', 'owner: Rani added', 'warehouses:read removed\ncompany:read added']);
    await page.getByRole('article').filter({ hasText: 'Disabled' }).getByText('Reason: In repair').waitFor();
    await page.getByText('Enabled again').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a token as of a moment', () => {
  it('is asked for by typing the time, and tells what each replica knew', async () => {
    const { page, complaints } = await opened(`/tokens/${leaked ?? ''}/as-of`);
    await page.getByLabel('Moment').pressSequentially('2026-01-31 13:45:00');
    await page.getByText('It did not exist yet: it was issued').waitFor();
    expect(await page.getByLabel('Moment').inputValue()).toBe('2026-01-31 13:45:00');
    expect(new Date(new URL(page.url()).searchParams.get('at') ?? '').getMinutes()).toBe(45);
    await page.getByRole('button', { name: '30 January 2026' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'When it was revoked' }).press('Enter');
    await page.getByRole('heading', { name: /^As it was/ }).waitFor();
    await page.getByText('Version 2 was committed by then.').waitFor();
    await page.getByRole('group', { name: 'What each replica knew' }).getByText('inventory-public-api').waitFor();
    await page.getByRole('button', { name: 'When it was issued' }).click();
    await page.waitForURL(/at=/);
    await page.getByText('Version 1 was committed by then.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the exposure of a revoked token', () => {
  it('is named an upper bound, by route and address, and for a leak all that was done since', async () => {
    const { page, complaints } = await opened(`/tokens/${leaked ?? ''}/exposure`);
    await page.getByText(`At most ${atMost} call${atMost === 1 ? ' was' : 's were'} accepted afterwards`).waitFor();
    await page.getByText('An upper bound, not a count').waitFor();
    expect(await page.getByRole('group', { name: 'Calls at inventory-public-api' }).getByRole('row').last().innerText()).toMatch(new RegExp(String.raw`GET /public/v1/items\s+127\.0\.0\.1\s+${atMost}\s`));
    await page.getByLabel('Leaked at').pressSequentially('2026-01-01 00:00:00');
    await page.waitForURL(/since=202/);
    await page.getByText(`${accepted + 1} calls, ${accepted} of them accepted.`).waitFor();
    await page.getByRole('group', { name: 'By address' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
