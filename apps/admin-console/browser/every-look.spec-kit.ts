import type { Page } from 'playwright-core';
import { type Console, LANGUAGES, type Look, SCHEMES, WIDTHS } from './console.spec-kit.js';
import { pictureOf } from './picture.spec-kit.js';
import { findingsOfAxe, overflowOf } from './seen-by-axe.spec-kit.js';

/** A language and a scheme; each is looked at in every width. */
export type Manner = Pick<Look, 'language' | 'scheme'>;
export const MANNERS: readonly Manner[] = LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));

export interface Sight {
  /** Of its pictures. */
  readonly name: string;
  readonly address: string;
  /** Resolves once the page shows what it is about. */
  readonly isThere: (page: Page, manner: Manner) => Promise<unknown>;
}

/** What axe finds in the page, how far it is wider than the window, and what the browser complains about, in every width: nothing, in a page that is well. @param cookie undefined: nobody is signed in */
export async function flawsOf(console_: Console, cookie: string | undefined, manner: Manner, { name, address, isThere }: Sight): Promise<readonly unknown[]> {
  const flaws: unknown[] = [];
  const { page, complaints } = await (cookie === undefined ? console_.open({ ...manner, width: WIDTHS[0] }) : console_.openAs(cookie, { ...manner, width: WIDTHS[0] }));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    if (width === WIDTHS[0]) await page.goto(address);
    await isThere(page, manner);
    await pictureOf(page, name, { ...manner, width });
    const overflow = await overflowOf(page);
    if (overflow !== 0) flaws.push({ width, overflow });
    if (isForAxe(manner, width)) flaws.push(...(await findingsOfAxe(page)).map((finding) => ({ width, finding })));
  }
  await page.context().close();
  return [...flaws, ...complaints];
}

/** In another language the elements are the same, and only words are longer: axe, which is slow, looks where they have the least room. */
const isForAxe = ({ language }: Manner, width: number): boolean => language === LANGUAGES[0] || width === WIDTHS[0];
