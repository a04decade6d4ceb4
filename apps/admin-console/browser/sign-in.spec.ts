import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn } from '@portcullis/management-client';
import { eventually } from '@portcullis/testing';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { findingsOfAxe } from './seen-by-axe.spec-kit.js';

let console_: Console;
beforeAll(async () => {
  console_ = await Console.start();
}, 180_000);
afterAll(() => console_.stop(), 60_000);

describe('signing in', () => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    expect(await flawsOf(console_, undefined, manner, { name: 'sign-in', address: '/audit?x=1', isThere: (page) => page.locator('input[name=email]').waitFor() })).toEqual([]);
  });

  it('leads back to where somebody wanted to go, by keyboard alone, and signing out ends it', async () => {
    const { owner } = await console_.newWorkspace('Toko');
    const { page, complaints } = await console_.open();
    await page.goto('/sessions');
    await page.locator('input[name=email]').waitFor();
    await page.keyboard.type(owner.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('Email or password is wrong.');
    await page.locator('input[name=password]').fill(owner.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Where you are signed in' }).waitFor();
    await pictureOf(page, 'sessions', { language: 'en', scheme: 'light', width: 1440 });
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/sessions');
    const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]));
    expect(kept).not.toContain('session=');
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('with a password that somebody else made means to choose one first', async () => {
    const { client } = await console_.newWorkspace('Kios');
    const made = await client.POST('/api/v1/users', { body: { email: 'baru@example.com', role: 'member' } });
    const { page, complaints } = await console_.open();
    await page.goto('/');
    await page.locator('input[name=email]').fill('baru@example.com');
    await page.locator('input[name=password]').fill(made.data?.password ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/choose-password');
    expect(await findingsOfAxe(page)).toEqual([]);
    await pictureOf(page, 'choose-password', { language: 'en', scheme: 'light', width: 1440 });
    await page.getByLabel('Password you were given').fill(made.data?.password ?? '');
    await page.getByLabel('New password', { exact: true }).fill('a password of my own');
    await page.getByLabel('New password, again').fill('a password of my own');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'API access' }).waitFor();
    await page.getByText('No tokens yet').waitFor();
    await pictureOf(page, 'empty', { language: 'en', scheme: 'light', width: 1440 });
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('elsewhere is listed, and ended from here', async () => {
    const { owner, cookie } = await console_.newWorkspace('Depot');
    const other = await logIn({ url: console_.service.url }, owner.email, owner.password);
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/sessions');
    await page.getByText('This browser').waitFor();
    const before = await page.getByRole('button', { name: /^End/ }).count();
    await page.getByRole('button', { name: /^End/ }).first().click();
    await eventually(async () => {
      expect(await page.getByRole('button', { name: /^End/ }).count()).toBe(before - 1);
    });
    for (let left = before - 1; left > 0; left--) {
      await page.getByRole('button', { name: /^End/ }).first().click();
      await eventually(async () => {
        expect(await page.getByRole('button', { name: /^End/ }).count()).toBe(left - 1);
      });
    }
    expect((await fetch(`${console_.service.url}/api/v1/session`, { headers: { cookie: other.credentials.cookie } })).status).toBe(401);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(MANNERS)('shows where somebody is signed in, in $language, $scheme without a flaw at any width', async (manner) => {
    const { cookie } = await console_.newWorkspace(`Seen-${manner.language}-${manner.scheme}`);
    expect(await flawsOf(console_, cookie, manner, { name: 'sessions', address: '/sessions', isThere: (page) => page.locator('main li').first().waitFor() })).toEqual([]);
  });
});
