import { Param } from '@nestjs/common';
import { z } from 'zod';
import { noSuchUser } from '../answers/user-problems.js';

const USER_ID = /^usr_[0-9A-Za-z]{22}$/;

/** For the document; what does not fit is answered as an unknown id is. */
export const userIdParams = z.object({ id: z.string().regex(USER_ID) });

/**
 * Route parameter holding the user's id from the path.
 *
 * @throws Problem 404 for a text that no user can have as an id: it never reaches the database
 */
export const UserId = (): ParameterDecorator =>
  Param('id', { transform: userIdOf });

/** @throws Problem 404 as the parameter */
export function userIdOf(id: string): string {
  if (USER_ID.test(id)) return id;
  throw noSuchUser();
}
