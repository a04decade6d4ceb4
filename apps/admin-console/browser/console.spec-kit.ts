import { type Owner, startTokenService, type TokenServiceProcess } from '@portcullis/testing';
import { answerOf, logIn, managementClient, type ManagementClient } from '@portcullis/management-client';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.spec-kit.js';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Long enough for a busy machine of two cores, and no page may need it. */
const PATIENCE_MS = 15_000;

export const LANGUAGES = ['en', 'id'] as const;
export const SCHEMES = ['light', 'dark'] as const;
/** A small telephone, a tablet, a desk. */
export const WIDTHS = [360, 768, 1440] as const;

export interface Look {
  readonly language: (typeof LANGUAGES)[number];
  readonly scheme: (typeof SCHEMES)[number];
  readonly width: (typeof WIDTHS)[number];
}

/** A page, and whatever its browser had to complain about: errors of scripts, of the console, of the policy, of requests. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
}

/**
 * The real token-service with its PostgreSQL and its embedded log, and a real Chromium in front of it. A replica beside
 * it: `service.startInventory()`; killed and started again at the same address: `service.process`.
 */
export class Console {
  private constructor(
    private readonly browser: Browser,
    readonly service: TokenServiceProcess,
  ) {}

  /** @throws where there is no Chromium: a page that no browser saw is not tested */
  static async start(): Promise<Console> {
    const executablePath = findChromium();
    const service = await startTokenService();
    return new Console(await chromium.launch({ executablePath, args: FLAGS }), service);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.service.stop();
  }

  /** A browser that nobody has used yet. */
  async open({ language, scheme, width }: Look = { language: 'en', scheme: 'light', width: 1440 }, more: BrowserContextOptions = {}): Promise<WatchedPage> {
    const context = await this.browser.newContext({ baseURL: this.service.url, locale: language, colorScheme: scheme, reducedMotion: 'reduce', viewport: { width, height: 900 }, ...more });
    context.setDefaultTimeout(PATIENCE_MS);
    return watched(context);
  }

  /** A browser in which this person is signed in already. @param cookie as `logIn` gives it */
  async openAs(cookie: string, look?: Look): Promise<WatchedPage> {
    const opened = await this.open(look);
    const [name = '', value = ''] = cookie.split('=');
    await opened.page.context().addCookies([{ name, value, url: this.service.url, httpOnly: true, sameSite: 'Strict' }]);
    return opened;
  }

  /** A workspace of its own, its owner's own password chosen, and the owner's client and cookie. */
  async newWorkspace(name: string): Promise<{ readonly owner: Owner; readonly cookie: string; readonly client: ManagementClient }> {
    const { email, password: printed } = await this.service.newOwner(name);
    const { url } = this.service;
    const first = await logIn({ url }, email, printed);
    const password = `a password of ${name}`;
    if (first.session.user.mustChangePassword) await answerOf(managementClient({ url, credentials: first.credentials }).PUT('/api/v1/session/password', { body: { currentPassword: printed, newPassword: password } }));
    const owner = { email, password: first.session.user.mustChangePassword ? password : printed };
    const { credentials } = await logIn({ url }, owner.email, owner.password);
    return { owner, cookie: credentials.cookie, client: managementClient({ url, credentials }) };
  }
}

async function watched(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(`thrown: ${message}`));
  page.on('console', (message) => {
    // That nobody is signed in yet is asked, and answered with 401; the browser calls that an error by itself.
    const isAnswer401 = message.text().includes('status of 401');
    if (['error', 'warning'].includes(message.type()) && !isAnswer401) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
  });
  return { page, complaints };
}
