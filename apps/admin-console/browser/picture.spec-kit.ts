import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Look } from './console.spec-kit.js';

/** Where pictures of the pages go, for whoever wants to look at them: `PICTURES=folder npm test`. None are taken otherwise. */
const FOLDER = process.env['PICTURES'];

export async function pictureOf(page: Page, name: string, { language, scheme, width }: Look): Promise<void> {
  if (FOLDER === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/${name}-${language}-${scheme}-${width}.png` });
}
