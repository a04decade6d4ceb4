import { Param } from '@nestjs/common';
import { noSuchToken } from '../answers/refusal-problems.js';

const TOKEN_ID = /^tok_[0-9A-Za-z]{22}$/;

/**
 * Route parameter holding the token's id from the path.
 *
 * @throws Problem 404 for a text that no token can have as its id: it never reaches the database
 */
export const TokenId = (): ParameterDecorator =>
  Param('id', {
    transform: (id: string) => {
      if (TOKEN_ID.test(id)) return id;
      throw noSuchToken();
    },
  });
