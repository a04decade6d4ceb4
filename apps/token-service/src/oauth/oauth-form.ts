import { parseForm, Problem } from '@portcullis/service-kit';
import { z } from 'zod';

/**
 * Parameters of an OAuth endpoint (RFC 6749 §3.1): one without a value counts as left out, one that is not known is
 * ignored, as clients send `client_id` and the like, and none may be there twice, known or not.
 */
export const oauthForm = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object(shape).catchall(z.string());

/** What the token is supposed to be; ours are all of one kind, so nothing depends on it. */
export const presentedToken = {
  token: z.string().min(1, 'Is missing; must be a token.').meta({ description: 'The token that is meant, whole.' }),
  token_type_hint: z.string().optional().meta({ description: 'Ignored: there is one kind of tokens.' }),
};

/** @throws Problem 400 `validation_failed` that also has the `error` of RFC 6749 §5.2; 415 where JSON was sent */
export function parseOAuthForm<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  try {
    return parseForm(schema, body);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 400) throw error;
    const { status, code, message: detail, errors } = error;
    throw new Problem({ status, code, detail, ...(errors && { errors }), oauthError: 'invalid_request' });
  }
}
