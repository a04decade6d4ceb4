import { describe, expect, it } from '@jest/globals';
import { BUNDLE_DEFINITIONS, BUNDLES } from './index.js';

describe('the texts of the access levels', () => {
  it('exist for every level, in the order of what they open', () => {
    expect(BUNDLE_DEFINITIONS.map(({ bundle }) => bundle)).toEqual(BUNDLES);
  });

  it('have a title of their own and whole sentences in both languages', () => {
    const titles = BUNDLE_DEFINITIONS.flatMap(({ title }) => [title.en, title.id]);
    const descriptions = BUNDLE_DEFINITIONS.flatMap(({ description }) => [description.en, description.id]);
    expect(new Set(titles).size).toBe(2 * BUNDLES.length);
    expect(new Set(descriptions).size).toBe(2 * BUNDLES.length);
    expect(descriptions.filter((description) => !/^\p{Lu}.+\.$/u.test(description))).toEqual([]);
  });
});
