import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './without-secrets.js';

const TOKEN = `pcl_live_${'aB3'.repeat(12)}`;

describe('what goes into an address', () => {
  it.each([
    [TOKEN, 'pcl_live_aB3'],
    [` Bearer ${TOKEN}`, ' Bearer pcl_live_aB3'],
    [`a=${TOKEN}&b=${TOKEN}`, 'a=pcl_live_aB3&b=pcl_live_aB3'],
    ['pcl_live_a', 'pcl_live_a'],
    ['Shop sync', 'Shop sync'],
  ])('holds no secret: %s', (typed, kept) => {
    expect(withoutSecrets(typed)).toBe(kept);
  });
});
