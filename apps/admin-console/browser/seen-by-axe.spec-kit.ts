import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What stands in the way of people with other eyes, hands and ears (WCAG 2.2 AA and axe's own advice): one line for each finding. */
export async function findingsOfAxe(page: Page): Promise<readonly string[]> {
  // There is no frame in any page: without those in mind, axe opens no page of its own. What is well is not told of either.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`));
}

/** Pixels that a page is wider than its window: whoever reads it would have to scroll two ways (WCAG 2.2, 1.4.10). */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}
