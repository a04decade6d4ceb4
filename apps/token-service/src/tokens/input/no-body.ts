import { parseBody } from '@portcullis/service-kit';
import { z } from 'zod';

/** Nothing, or an object without members: clients that always send JSON send `{}`. */
export const noBody = z.strictObject({}).optional();

/** @throws Problem 400 `validation_failed` where a route that takes no body is given one */
export function refuseBody(body: unknown): void {
  parseBody(noBody, body);
}
