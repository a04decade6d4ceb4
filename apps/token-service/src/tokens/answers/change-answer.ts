import { type AnswerDescription, exactHeader, locationHeader, sometimes } from '@portcullis/service-kit';
import { z } from 'zod';
import { receiptSchema } from '../../publication/receipts/receipt.js';
import { ifMatchHeader, versionHeader } from '../input/if-match.js';
import { preferHeader } from '../input/prefer.js';
import { apiTokenSchema } from '../read-model/api-token.js';

export const changeAnswerSchema = z.strictObject({ apiToken: apiTokenSchema, receipt: receiptSchema }).meta({ id: 'TokenChanged' });

export type ChangeAnswer = z.output<typeof changeAnswerSchema>;

/** Request headers of a change. */
export const changeHeaders = z.object({ ...ifMatchHeader, ...preferHeader });

/** On the answer to a change that was asked for with `Prefer: respond-async`. */
export const preferenceAppliedHeader = sometimes(exactHeader('Preference-Applied', 'The confirmation was not waited for.', ['respond-async']));
export const receiptLocationHeader = locationHeader('The receipt: ask there again.');

/** Answers to a change of one token. */
export const changeAnswers: Readonly<Record<200 | 202, AnswerDescription>> = {
  200: {
    description: 'Changed, and every replica is known to act on it.',
    schema: changeAnswerSchema,
    headers: { ...versionHeader, ...preferenceAppliedHeader },
  },
  202: {
    description: 'Changed, and not yet confirmed by every replica.',
    schema: changeAnswerSchema,
    headers: { ...versionHeader, ...preferenceAppliedHeader, ...receiptLocationHeader },
  },
};
