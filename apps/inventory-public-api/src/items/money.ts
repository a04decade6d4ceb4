import type { ValueTransformer } from 'typeorm';

/** An amount as the API shows it. */
export interface Money {
  /** In minor units of the currency, as ISO 4217 counts them: 100 for a rupiah. */
  readonly amountMinor: number;
  /** ISO 4217, `IDR`. */
  readonly currency: string;
}

/** pg gives a bigint as text; amounts are safe integers. */
export const minorUnits: ValueTransformer = {
  from: (text: string | null) => (text === null ? null : Number(text)),
  to: (amount: number | null) => amount,
};
