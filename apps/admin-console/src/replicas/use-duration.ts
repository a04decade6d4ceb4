import { useTranslation } from 'react-i18next';

const HOURS = { below: Infinity, unit: 'hour', size: 3_600_000, digits: 0 };
/** Tenths below ten seconds; a unit is left when there are two of the next. */
const SCALES = [{ below: 9_950, unit: 'second', size: 1_000, digits: 1 }, { below: 120_000, unit: 'second', size: 1_000, digits: 0 }, { below: 7_200_000, unit: 'minute', size: 60_000, digits: 0 }, HOURS];

/** `0.4s`, `12s`, `3m` in the reader's language. @returns takes milliseconds */
export function useDuration(): (ms: number) => string {
  const { i18n } = useTranslation();
  return (ms) => durationIn(ms, i18n.language);
}

export function durationIn(ms: number, language: string): string {
  const { unit, size, digits } = SCALES.find(({ below }) => ms < below) ?? HOURS;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: digits }).format(ms / size);
}
