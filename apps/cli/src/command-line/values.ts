import { UsageFailure } from '../failures/command-failure.js';
import type { Texts } from '../messages/texts.js';

const LENGTH = /^(\d{1,9})([smhdw])$/;
const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

/** `30m`, `12h`, `7d` in seconds; undefined where the text is of another form. */
export function secondsIn(text: string): number | undefined {
  const [, count, unit] = LENGTH.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * SECONDS[unit as keyof typeof SECONDS];
}

/** @throws UsageFailure where it is no length of time */
export function secondsOf(option: string, value: string, texts: Texts): number {
  const seconds = secondsIn(value);
  if (seconds === undefined) throw new UsageFailure(texts('error.duration', { option, value }));
  return seconds;
}

/** A length of time counts from now on; what is anything else, the service reads, and says what is wrong with it. */
export function instantOf(text: string, nowMs: number): string {
  const seconds = secondsIn(text);
  const epochMs = nowMs + (seconds ?? NaN) * 1_000;
  return Number.isNaN(epochMs) || epochMs > 8.64e15 ? text : new Date(epochMs).toISOString();
}

/**
 * A length of time counts back from now, as "unused for 90 days" is said; anything else is as for `instantOf`.
 *
 * @throws UsageFailure where that is before 1970
 */
export function instantBefore(option: string, text: string, nowMs: number, texts: Texts): string {
  const seconds = secondsIn(text);
  if (seconds === undefined) return text;
  const epochMs = nowMs - seconds * 1_000;
  if (epochMs < 0) throw new UsageFailure(texts('error.tooLongAgo', { option, value: text }));
  return new Date(epochMs).toISOString();
}

/** @throws UsageFailure where one is not `key=value`, or a key comes twice */
export function metadataOf(pairs: readonly string[], texts: Texts): Record<string, string> {
  const labels = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageFailure(texts('error.metadata', { value: pair }));
    const key = pair.slice(0, at);
    if (labels.has(key)) throw new UsageFailure(texts('error.metadataTwice', { key }));
    labels.set(key, pair.slice(at + 1));
  }
  return Object.fromEntries(labels);
}

/** @throws UsageFailure where it is no whole number */
export function wholeNumberOf(option: string, value: string, texts: Texts): number {
  if (!/^\d{1,15}$/.test(value)) throw new UsageFailure(texts('error.whole', { option, value }));
  return Number(value);
}
