import { Param } from '@nestjs/common';
import { z } from 'zod';
import { noSuchToken } from '../answers/refusal-problems.js';

const TOKEN_ID = /^tok_[0-9A-Za-z]{22}$/;

/** Whether a text can be a token's id at all. */
export const isTokenId = (text: string): boolean => TOKEN_ID.test(text);

/** For the document; what does not fit is answered as an unknown id is. */
export const tokenIdParams = z.object({ id: z.string().regex(TOKEN_ID) });

/**
 * Route parameter holding the token's id from the path.
 *
 * @throws Problem 404 for a text that no token can have as its id: it never reaches the database
 */
export const TokenId = (): ParameterDecorator =>
  Param('id', { transform: tokenIdOf });

/** @throws Problem 404 as the parameter */
export function tokenIdOf(id: string): string {
  if (TOKEN_ID.test(id)) return id;
  throw noSuchToken();
}
