import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, type ManagementClient } from '@portcullis/management-client';
import type { Page } from 'playwright-core';
import { Console } from './console.spec-kit.js';

const TOKENS = 10_000;
const AT_ONCE = 24;
const TIMES = 5;

let console_: Console;
let cookie: string;

beforeAll(async () => {
  console_ = await Console.start();
  const workspace = await console_.newWorkspace('Large');
  cookie = workspace.cookie;
  await issueMany(workspace.client);
}, 300_000);
afterAll(() => console_.stop(), 60_000);

async function issueMany(client: ManagementClient): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let number = next++; number < TOKENS; number = next++) {
      await answerOf(client.POST('/api/v1/api-keys', { body: { name: `Program ${String(number).padStart(5, '0')}`, scopes: ['items:read'] }, params: { header: { Prefer: 'respond-async' } } }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/** From the first byte that is asked for until the first token can be clicked, in a browser that was never here, on a processor a quarter as fast. */
async function firstPageMs(): Promise<number> {
  const { page } = await console_.openAs(cookie);
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const from = performance.now();
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('main a[href^="/tokens/tok_"]').first().waitFor();
  const took = performance.now() - from;
  await page.context().close();
  return took;
}

/** Scrolls to the end of what there is, and tells the time of each frame. */
function scrollThrough(page: Page, pixels: number): Promise<readonly number[]> {
  return page.evaluate(
    (far) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        let last = performance.now();
        const step = (now: number): void => {
          frames.push(now - last);
          last = now;
          window.scrollBy(0, 120);
          if (window.scrollY >= far || frames.length > 3_000) resolve(frames);
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    pixels,
  );
}

describe('in a workspace of 10,000 tokens', () => {
  it('the first page can be used soon, on a processor a quarter as fast', async () => {
    await firstPageMs();
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) times.push(await firstPageMs());
    process.stdout.write(`first page at a quarter of the speed: ${times.map(Math.round).join(', ')} ms\n`);
    // 2.9 s on two quiet cores without graphics, which draw the page in software: docs/benchmarks/README.md has where they go.
    expect(median(times)).toBeLessThan(6_000);
  });

  it('the list scrolls to its end without a stutter, and holds a page of rows at a time', async () => {
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/?sort=name');
    await page.getByRole('link', { name: 'Program 00000' }).waitFor();
    const frames = await scrollThrough(page, 20_000);
    process.stdout.write(`frames: median ${median(frames).toFixed(1)}, slowest ${Math.max(...frames).toFixed(0)} ms of ${frames.length}\n`);
    // 50 ms on the same two cores: half of what would be seen as a stutter.
    expect(median(frames)).toBeLessThan(100);
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
