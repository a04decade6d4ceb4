import { type AnswerDescription, exactHeader, ofTheCallerHeader, pageOf, patternHeader, sometimes } from '@portcullis/service-kit';
import * as z from 'zod';
import { sparseOf } from '../../listing/sparse.js';

const headers = {
  ...ofTheCallerHeader,
  ...exactHeader('Vary', 'Accept chooses the format.', ['Accept']),
  ...sometimes(patternHeader('ETag', 'Of exactly these bytes; CSV of 1,000 rows or more has none.', /^"[\w-]{22}"$/)),
  ...sometimes(patternHeader('Content-Disposition', 'Of CSV: the name of a file.', /^attachment; filename="[a-z-]+\.csv"$/)),
};

const csv = z.string().meta({
  description: 'RFC 4180 in UTF-8: the names of the columns, then all rows. Text that a spreadsheet would take for a formula begins with an apostrophe.',
});

/** The answers of a report: a page of rows as JSON, or all of them as CSV. */
export const answersOfReport = <Shape extends z.ZodRawShape>(row: z.ZodObject<Shape, z.core.$strict>): Record<number, AnswerDescription> => ({
  200: {
    description: 'A page of the report as JSON, or the whole of it as CSV.',
    content: { 'application/json': pageOf(sparseOf(row)), 'text/csv': csv },
    headers,
  },
  304: { description: 'As the client has it (If-None-Match).', headers },
});
