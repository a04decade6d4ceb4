import { z } from 'zod';
import { dryRunSchema } from '../../usage/dry-run/dry-run-report.js';
import { changeAnswers, changeAnswerSchema } from '../answers/change-answer.js';

const updateAnswerSchema = changeAnswerSchema.extend({ dryRun: dryRunSchema.optional().meta({ description: 'With `dryRun` only.' }) }).meta({ id: 'TokenUpdated' });

export type UpdateAnswer = z.output<typeof updateAnswerSchema>;

export const updateAnswers = {
  ...changeAnswers,
  200: {
    ...changeAnswers[200],
    description: 'Changed, and every replica is known to act on it. With `dryRun`: not changed; the token and its last receipt as they are, and what the change would have refused.',
    schema: updateAnswerSchema,
  },
};
