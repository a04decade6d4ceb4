import { type AnswerDescription, noStoreHeader } from '@portcullis/service-kit';
import { z } from 'zod';
import { receiptSchema } from '../../publication/receipts/receipt.js';
import { preferenceAppliedHeader, receiptLocationHeader } from '../answers/change-answer.js';
import { versionHeader } from '../input/if-match.js';
import { apiTokenSchema } from '../read-model/api-token.js';

const rotateTokenAnswer = z
  .strictObject({
    token: z.string().meta({ description: 'The new secret: in this answer, and nowhere else.' }),
    apiToken: apiTokenSchema,
    receipt: receiptSchema,
  })
  .meta({ id: 'TokenRotated' });

export type RotateTokenAnswer = z.output<typeof rotateTokenAnswer>;

export const rotateTokenAnswers: Readonly<Record<200 | 202, AnswerDescription>> = {
  200: {
    description: 'Rotated, and every replica is known to accept the new secret, and to refuse the old one from its end on.',
    schema: rotateTokenAnswer,
    headers: { ...versionHeader, ...noStoreHeader, ...preferenceAppliedHeader },
  },
  202: {
    description: 'Rotated, and not yet confirmed by every replica.',
    schema: rotateTokenAnswer,
    headers: { ...versionHeader, ...noStoreHeader, ...preferenceAppliedHeader, ...receiptLocationHeader },
  },
};
