import type { Timestamp } from '../index.js';

/** When the tests take place; the others are named as seen from it. */
export const NOW: Timestamp = '2026-11-23T12:00:00.000Z';
export const AN_HOUR_AGO: Timestamp = '2026-11-23T11:00:00.000Z';
export const IN_AN_HOUR: Timestamp = '2026-11-23T13:00:00.000Z';
export const TOMORROW: Timestamp = '2026-11-24T12:00:00.000Z';
export const NEXT_WEEK: Timestamp = '2026-11-30T12:00:00.000Z';
