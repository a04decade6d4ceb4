import { describe, expect, it } from '@jest/globals';
import type { Figure } from '../figures/figure.js';
import { flatJson } from './flat-json.js';
import { describeMachine } from './machine.js';
import { markdown } from './markdown.js';
import { checkPlot } from './plots/check-plot.js';
import { goalsPlot } from './plots/goals-plot.js';
import { terminalTable } from './terminal-table.js';

const figures: readonly Figure[] = [
  { key: 'sha256_ns', value: 412.3456, low: 401, high: 420, runs: 25 },
  { key: 'authorize_cold_over_sha256', value: 1.98765, low: 1.9, high: 2.1, runs: 25 },
  { key: 'guard_rps_ratio', value: 0.5, low: 0.4, high: 0.6, runs: 9 },
  { key: 'accepted_after_confirmed', value: 0 },
];
const report = { figures, notes: ['A <note>.'], failures: ['append: it <failed>'], machine: describeMachine() };

describe('the JSON', () => {
  it('is one flat object of numbers', () => {
    expect(JSON.parse(flatJson(figures))).toEqual({ sha256_ns: 412.3, authorize_cold_over_sha256: 1.988, guard_rps_ratio: 0.5, accepted_after_confirmed: 0 });
  });

  it.each([Number.NaN, Infinity])('has no %d, which it cannot say', (value) => {
    expect(() => flatJson([{ key: 'sha256_ns', value }])).toThrow('sha256_ns');
  });

  it('has no key twice', () => {
    expect(() => flatJson([...figures, ...figures])).toThrow('twice');
  });
});

describe('the table', () => {
  it('has each figure with its interval, its goal and whether it is met', () => {
    const text = terminalTable(report);
    expect(text).toMatch(/authorize_cold_over_sha256 +1\.99 × +1\.90 – 2\.10 \(25\) +≤ 2\.5 +✓ /);
    expect(text).toMatch(/guard_rps_ratio +0\.50 × +0\.40 – 0\.60 \(9\) +≥ 0\.9 +✗ missed /);
    expect(text).toMatch(/accepted_after_confirmed +0 calls/);
    expect(text).toContain('FAILED  append: it <failed>');
  });

  it('has the figures with goals first', () => {
    const text = terminalTable(report);
    expect(text.indexOf('sha256_ns')).toBeGreaterThan(text.indexOf('accepted_after_confirmed'));
  });
});

describe('results.md', () => {
  it('says on what machine, when, and beside what load', () => {
    const text = markdown(report, []);
    for (const fact of ['| date | 20', '| processor | ', '| Node | v', '| load average before | ']) expect(text).toContain(fact);
  });

  it('shows the plots with what they show in words', () => {
    const plot = goalsPlot(figures);
    expect(plot?.alt).toBe('Figures as a share of their goals: 2 of 3 are met; missed: guard_rps_ratio.');
    expect(markdown(report, plot === undefined ? [] : [plot])).toContain(`![${plot?.alt ?? ''}](goals.svg)`);
  });
});

describe('a plot', () => {
  it.each([goalsPlot(figures), checkPlot(figures)])('is an image with a title, and has other colours in the dark', (plot) => {
    expect(plot?.svg).toMatch(/^<svg role="img" aria-label="[^"]+"/);
    expect(plot?.svg).toContain('<title>');
    expect(plot?.svg).toContain('@media (prefers-color-scheme: dark)');
  });

  it('marks the goal', () => {
    expect(goalsPlot(figures)?.svg).toContain('>goal</text>');
  });

  it('is not made of nothing', () => {
    expect(goalsPlot([])).toBeUndefined();
    expect(checkPlot([])).toBeUndefined();
  });
});
