import type { ValueTransformer } from 'typeorm';

/** pg gives a bigint as text; what stands in these columns stays below 2^53. */
export const safeInteger: ValueTransformer = {
  from: (text: string | null) => (text === null ? null : Number(text)),
  to: (value: number | null) => value,
};
