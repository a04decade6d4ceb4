import dayjs from 'dayjs';
import 'dayjs/locale/id';
import relativeTime from 'dayjs/plugin/relativeTime';
import updateLocale from 'dayjs/plugin/updateLocale';

dayjs.extend(relativeTime);
dayjs.extend(updateLocale);
// As short as people say it: these stand in the narrow columns of lists.
dayjs.updateLocale('en', { relativeTime: { s: 'seconds' } });
dayjs.updateLocale('id', { relativeTime: { past: '%s lalu' } });

/** Of all times that are told relative to now. */
export function setTimeLanguage(language: string): void {
  dayjs.locale(language);
}

/** `3 hours ago`, `in 5 days`. @param time RFC 3339 */
export const relative = (time: string): string => dayjs(time).fromNow();

/** One for each language: to make one takes longer than to format a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** To the second, in the reader's own zone, which it names. @param time RFC 3339 */
export function exact(time: string, language: string): string {
  const format = formats.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' });
  formats.set(language, format);
  return format.format(new Date(time));
}

/** Whole days from now, rounded up; negative where it is over. @param time RFC 3339 */
export const daysUntil = (time: string): number => Math.ceil(dayjs(time).diff(dayjs(), 'day', true));
