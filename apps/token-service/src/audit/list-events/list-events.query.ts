import { pageParameters } from '@portcullis/service-kit';
import { z } from 'zod';
import { instant } from '../../tokens/input/instant.js';
import { line } from '../../tokens/input/plain-text.js';
import { isTokenId } from '../../tokens/input/token-id.js';
import { position } from './position.js';

const MAX_ACTOR_CHARACTERS = 128;

/** Which events of a workspace; all that are given have to hold. */
export const eventCriteria = {
  from: instant.optional().meta({ description: 'Not before this time.' }),
  to: instant.optional().meta({ description: 'Before this time.' }),
  after: position.optional().meta({ description: 'Beyond this position.' }),
  before: position.optional().meta({ description: 'Before this position.' }),
  type: z
    .string()
    .regex(/^[A-Z][A-Za-z]{1,63}$/, 'Must be a type of event, as TokenRevoked.')
    .optional()
    .meta({ examples: ['TokenRevoked'] }),
  actor: line(1, MAX_ACTOR_CHARACTERS).optional().meta({ description: 'Id of the user or token that caused it.' }),
  token: z.string().refine(isTokenId, 'Must be the id of a token.').optional().meta({ description: 'Id of the token that it is about: its changes and its use.', override: { type: 'string', pattern: '^tok_[0-9A-Za-z]{22}$' } }),
};

export const listEventsQuery = z.strictObject({
  ...pageParameters,
  ...eventCriteria,
  sort: z.enum(['position', '-position']).default('-position').meta({ description: 'With `-` the newest first.' }),
});

export type EventCriteria = z.output<z.ZodObject<typeof eventCriteria>>;
export type ListEventsQuery = z.output<typeof listEventsQuery>;
