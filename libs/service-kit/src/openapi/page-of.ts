import * as z from 'zod';

/** The answer of a list: some of its elements, and the cursor of the next page or null at the end. */
export const pageOf = <S extends z.ZodType>(element: S) =>
  z.strictObject({
    data: z.array(element),
    nextCursor: z.string().nullable().meta({ description: 'Given back as `cursor` it continues the list; null at its end.' }),
  });
