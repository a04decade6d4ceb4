import dayjs from 'dayjs';

/** When a token shall end, as a person says it. */
export type Expiry =
  | { readonly kind: 'days'; readonly days: number }
  /** `YYYY-MM-DD` in the reader's own zone, to its end; null: not chosen yet. */
  | { readonly kind: 'date'; readonly date: string | null }
  | { readonly kind: 'never' }
  /** As it is; null: never. */
  | { readonly kind: 'kept'; readonly expiresAt: string | null };

export const PRESET_DAYS = [7, 30, 90, 365] as const;

/** @param maximumDays how long a token may live in this workspace; null: for ever */
export const allowedPresets = (maximumDays: number | null): readonly number[] => PRESET_DAYS.filter((days) => maximumDays === null || days <= maximumDays);

/** RFC 3339; null: never; undefined: a date is still to be chosen. */
export function expiresAtOf(expiry: Expiry, now: Date): string | null | undefined {
  if (expiry.kind === 'never') return null;
  if (expiry.kind === 'kept') return expiry.expiresAt;
  if (expiry.kind === 'days') return dayjs(now).add(expiry.days, 'day').toISOString();
  return expiry.date === null ? undefined : dayjs(expiry.date).endOf('day').toISOString();
}
