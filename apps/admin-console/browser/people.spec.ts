import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, logIn, managementClient } from '@portcullis/management-client';
import { Console } from './console.spec-kit.js';
import { flawsOf, MANNERS } from './every-look.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { findingsOfAxe } from './seen-by-axe.spec-kit.js';

let console_: Console;
let looked: Awaited<ReturnType<typeof workspaceWithAdmin>>;

beforeAll(async () => {
  console_ = await Console.start();
  looked = await workspaceWithAdmin('Looks');
}, 180_000);
afterAll(() => console_.stop(), 60_000);

/** An administrator with a token of their own, in a workspace of its own. */
async function workspaceWithAdmin(name: string) {
  const workspace = await console_.newWorkspace(name);
  const { url } = console_.service;
  const email = `admin-${name.toLowerCase()}@example.com`;
  await answerOf(workspace.client.POST('/api/v1/session/confirm', { body: { password: workspace.owner.password } }));
  const { password } = (await answerOf(workspace.client.POST('/api/v1/users', { body: { email, role: 'admin' } }))).body;
  const first = await logIn({ url }, email, password);
  await answerOf(managementClient({ url, credentials: first.credentials }).PUT('/api/v1/session/password', { body: { currentPassword: password, newPassword: `a password of ${email}` } }));
  const { credentials } = await logIn({ url }, email, `a password of ${email}`);
  await answerOf(managementClient({ url, credentials }).POST('/api/v1/api-keys', { body: { name: 'Writes items', scopes: ['items:read', 'items:create'] } }));
  return { ...workspace, email };
}

describe('the page of the people', () => {
  it.each(MANNERS)('in $language, $scheme has nothing at any width that axe or the browser complains about', async (manner) => {
    expect(await flawsOf(console_, looked.cookie, manner, { name: 'people', address: '/people', isThere: (page) => page.getByText(looked.email).waitFor() })).toEqual([]);
  });
});

describe('the people', () => {
  it('come with a password that is shown once, and is nowhere in the page afterwards', async () => {
    const { cookie } = await console_.newWorkspace('Adds');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('Email').fill('new.member@example.com');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const password = await dialog.getByLabel('Password', { exact: true }).innerText();
    expect(await findingsOfAxe(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'I have handed it over' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(password);
    await page.getByText('new.member@example.com').waitFor();
    const { session } = await logIn({ url: console_.service.url }, 'new.member@example.com', password);
    expect(session.user.mustChangePassword).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('are told what a role costs their tokens before it is changed, and the receipt after', async () => {
    const { owner, email } = await workspaceWithAdmin('Roles');
    // A session of its own: the other one's password was said a moment ago.
    const { cookie } = (await logIn({ url: console_.service.url }, owner.email, owner.password)).credentials;
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/people');
    await page.getByRole('button', { name: `What to do with ${email}` }).click();
    await page.getByRole('menuitem', { name: 'Change role' }).click();
    const dialog = page.getByRole('dialog', { name: `Role and scopes of ${email}` });
    await dialog.getByText('Nothing happens to their 1 token.').waitFor();
    await dialog.getByLabel('Role', { exact: true }).selectOption('auditor');
    await dialog.getByText('1 token loses scopes:').waitFor();
    await dialog.getByText('loses items:create').waitFor();
    await pictureOf(page, 'role', { language: 'en', scheme: 'light', width: 1440 });
    expect(await findingsOfAxe(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    const again = page.getByRole('dialog').filter({ has: page.locator('input[autocomplete=current-password]') });
    await again.locator('input').fill(owner.password);
    await again.locator('button[type=submit]').click();
    await dialog.getByText('1 token was changed with it.').waitFor();
    // The 403 that asks for the password is an answer, which the browser calls an error by itself.
    expect(complaints.filter((complaint) => !complaint.includes('status of 403'))).toEqual([]);
    await page.context().close();
  });
});
