import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { issueSamples } from './sample-tokens.spec-kit.js';

let console_: Console;
let cookie: string;

beforeAll(async () => {
  console_ = await Console.start();
  const workspace = await console_.newWorkspace('Audited');
  cookie = workspace.cookie;
  await issueSamples(workspace.client, console_.service);
}, 180_000);
afterAll(() => console_.stop(), 60_000);

describe.each([
  { name: 'audit', address: '/audit', there: '#' },
  { name: 'evidence', address: '/audit/evidence', there: 'portcullis/sto_' },
])('the page $name', ({ there, ...sight }) => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    expect(await flawsOf(console_, cookie, manner, { ...sight, isThere: (page) => page.getByText(there).first().waitFor() })).toEqual([]);
  });
});

describe('the history', () => {
  it('is narrowed in the address, and a row tells everything', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/audit');
    await page.locator('main summary').nth(1).waitFor();
    await page.getByLabel('What happened').selectOption('TokenRevoked');
    await page.waitForURL(/type=TokenRevoked/);
    await page.locator('main summary').nth(1).waitFor({ state: 'detached' });
    await page.locator('main summary').press('Enter');
    await page.getByText('"Found in a public repository"').waitFor();
    await page.getByRole('button', { name: 'Only this token' }).click();
    await page.waitForURL(/token=tok_/);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.waitForURL(/\/audit$/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is written to a file, whole', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    // The dialog of the File System Access API is the browser's own: nothing can press its button.
    await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await page.goto('/audit/evidence');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^history-wsp_\w+\.ndjson$/);
    const lines = readFileSync(await file.path(), 'utf8').trimEnd().split('\n');
    expect(lines.at(0)).toContain('"format":"portcullis-history"');
    expect(lines.at(-1)).toContain(`{"end":{"events":${lines.length - 2},`);
    await page.getByText(`${lines.length - 2} of ${lines.length - 2} events`).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('can be stopped while it comes, and then leaves no file', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await page.goto('/audit/evidence');
    await page.getByText('portcullis/sto_').first().waitFor();
    const files: unknown[] = [];
    page.on('download', (file) => files.push(file));
    const protocol = await page.context().newCDPSession(page);
    // So slowly that it would take minutes.
    await protocol.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: 64, uploadThroughput: -1 });
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped: no file was written.').waitFor();
    expect(await page.getByRole('button', { name: 'Export' }).isEnabled()).toBe(true);
    expect(files).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
