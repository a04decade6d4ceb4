import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf } from '@portcullis/management-client';
import { Console } from './console.spec-kit.js';

let console_: Console;

beforeAll(async () => {
  console_ = await Console.start();
}, 180_000);
afterAll(() => console_.stop(), 60_000);

describe('a page that stays open', () => {
  it('shows what somebody else does, without being asked', async () => {
    const { cookie, client } = await console_.newWorkspace('Live');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/');
    await page.locator('[data-live=live]').waitFor();
    await answerOf(client.POST('/api/v1/api-keys', { body: { name: 'Made elsewhere', scopes: ['items:read'] } }));
    await page.getByRole('link', { name: 'Made elsewhere' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says that its session was ended elsewhere, and leads back to where it was', async () => {
    const { owner, cookie, client } = await console_.newWorkspace('Ended');
    const { page, complaints } = await console_.openAs(cookie);
    await page.goto('/replicas');
    await page.locator('[data-live=live]').waitFor();
    await answerOf(client.DELETE('/api/v1/session'));
    await page.getByText('Your session was ended').waitFor();
    await page.waitForURL(/\/sign-in$/);
    await page.getByLabel('Email').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/replicas$/);
    await page.getByText('Your session was ended').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says so where it is cut off, makes no change later that failed now, and goes on by itself', async () => {
    const { cookie, client } = await console_.newWorkspace('Away');
    const { id } = (await answerOf(client.POST('/api/v1/api-keys', { body: { name: 'Goes on', scopes: ['items:read'] } }))).body.apiToken;
    const { page } = await console_.openAs(cookie);
    await page.goto(`/tokens/${id}`);
    await page.locator('[data-live=live]').waitFor();
    await page.context().setOffline(true);
    await page.locator('[data-live=away]').waitFor();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
    await dialog.getByText('The service cannot be reached').waitFor();
    await page.context().setOffline(false);
    await page.locator('[data-live=live]').waitFor();
    // What failed is not made later, when nobody expects it any more.
    expect((await answerOf(client.GET('/api/v1/api-keys/{id}', { params: { path: { id } } }))).body.status).toBe('active');
    await page.context().close();
  });

  it('asks by itself where it cannot be told, and shows what somebody else does', async () => {
    const { cookie, client } = await console_.newWorkspace('Asking');
    const { page } = await console_.openAs(cookie);
    // As a proxy does that holds streams back.
    await page.route('**/api/v1/changes', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' }));
    await page.goto('/');
    await page.locator('[data-live=asking]').waitFor();
    await answerOf(client.POST('/api/v1/api-keys', { body: { name: 'Made elsewhere', scopes: ['items:read'] } }));
    await page.getByRole('link', { name: 'Made elsewhere' }).waitFor();
    await page.context().close();
  });
});
