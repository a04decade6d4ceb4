import * as z from 'zod';

/** An amount as the API shows it. */
export const money = z
  .strictObject({
    amountMinor: z.int().nonnegative().meta({ description: 'In minor units of the currency, as ISO 4217 counts them: 100 for a rupiah.' }),
    currency: z.string().meta({ description: 'ISO 4217.', examples: ['IDR'] }),
  })
  .meta({ id: 'Money' });
