import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';

let console_: Console;
let cookie: string;

beforeAll(async () => {
  console_ = await Console.start();
  ({ cookie } = await console_.newWorkspace('Watched'));
  await console_.service.startInventory();
}, 180_000);
afterAll(() => console_.stop(), 60_000);

describe('the page of the replicas', () => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    expect(await flawsOf(console_, cookie, manner, { name: 'replicas', address: '/replicas', isThere: (page) => page.getByText('inventory-public-api').first().waitFor() })).toEqual([]);
  });

  it('shows a process that comes, and one that says goodbye, without being asked', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/replicas');
    await page.getByText('1 of 1', { exact: true }).waitFor();
    const second = await console_.service.startInventory();
    await page.getByText('2 of 2', { exact: true }).waitFor();
    await second.end();
    await page.getByText('1 of 1', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('claims nothing of now once token-service tells nothing, and goes on when it does', async () => {
    const { page } = await console_.openAs(cookie);
    await page.goto('/replicas');
    await page.getByText('Every process is fresh').waitFor();
    await page.route('**/api/v1/replicas*', (route) => route.abort());
    await page.getByText('Nothing is heard of token-service').waitFor();
    expect(await page.getByText(/fresh$/).count()).toBe(0);
    await page.unroute('**/api/v1/replicas*');
    await page.getByText('Every process is fresh').waitFor();
    await page.context().close();
  });
});
