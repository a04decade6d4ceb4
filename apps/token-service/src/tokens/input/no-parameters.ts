import { parseQuery } from '@portcullis/service-kit';
import { z } from 'zod';

export const noParameters = z.strictObject({});

/** @throws Problem 400 `validation_failed` where a route that takes no parameters is given one */
export function refuseParameters(query: unknown): void {
  parseQuery(noParameters, query);
}
