import type { UsageDetail } from './outcomes.js';

/** A step as the reader's clock has it; days are those of UTC, as the service counts them. @param start RFC 3339 */
export function stepTime(start: string, step: UsageDetail['step'], language: string): string {
  const format: Intl.DateTimeFormatOptions = step === 'day' ? { day: 'numeric', month: 'short', timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit', hour12: false };
  return new Intl.DateTimeFormat(language, format).format(new Date(start));
}

/** The same with its day and, of UTC, where days are: for a row that stands by itself. @param start RFC 3339 */
export function stepTitle(start: string, step: UsageDetail['step'], language: string): string {
  const format: Intl.DateTimeFormatOptions = step === 'day' ? { dateStyle: 'medium', timeZone: 'UTC' } : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(language, format).format(new Date(start));
}
