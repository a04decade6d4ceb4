import { pageParameters } from '@portcullis/service-kit';
import * as z from 'zod';
import { REPORT_FORMATS } from './report-format.js';

/** What every report takes besides its filters, its orders and its fields. */
export const reportParameters = {
  /** Without its default: that one was given says something where the answer is CSV. */
  limit: pageParameters.limit.unwrap().optional().meta({ description: 'Rows of a page of JSON; 50 where it is left out. A report as CSV is whole.' }),
  cursor: pageParameters.cursor.meta({ description: 'The nextCursor of the page of JSON before. A report as CSV is whole.' }),
  format: z
    .enum(REPORT_FORMATS, { error: `Must be one of ${REPORT_FORMATS.join(', ')}.` })
    .optional()
    .meta({ description: 'Instead of Accept.' }),
};
