import { pageParameters } from '@portcullis/service-kit';
import { z } from 'zod';
import { asOf } from '../as-of/as-of.js';
import { lookingCriteria } from '../input/token-filter.js';
import { EFFECTIVE_STATUSES } from '../read-model/status-conditions.js';
import { TOKEN_SORTS } from './token-order.js';

export const listTokensQuery = z.strictObject({
  ...pageParameters,
  status: z.enum(EFFECTIVE_STATUSES).optional().meta({ description: 'As it is now.' }),
  ...lookingCriteria,
  asOf: asOf.optional(),
  sort: z.enum(TOKEN_SORTS).default('-createdAt').meta({
    description:
      'With `-` the other way round; equals in the order of their ids. Names by code point. What never ends comes after all that does, what was never used before all that was.',
  }),
});

export type ListTokensQuery = z.output<typeof listTokensQuery>;
