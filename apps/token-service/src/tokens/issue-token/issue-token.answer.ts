import { type AnswerDescription, locationHeader, noStoreHeader } from '@portcullis/service-kit';
import { z } from 'zod';
import { receiptSchema } from '../../publication/receipts/receipt.js';
import { preferenceAppliedHeader, receiptLocationHeader } from '../answers/change-answer.js';
import { idempotencyKeyHeader } from '../input/idempotency-key.js';
import { preferHeader } from '../input/prefer.js';
import { apiTokenSchema } from '../read-model/api-token.js';

const issueTokenAnswer = z
  .strictObject({
    token: z.string().nullable().meta({ description: 'The secret, once; null in a replay.' }),
    secretShown: z.literal(false).optional().meta({ description: 'In a replay: the secret was in the first answer and is nowhere else.' }),
    apiToken: apiTokenSchema.meta({ description: 'The token as its issue left it.' }),
    receipt: receiptSchema,
  })
  .meta({ id: 'TokenIssued' });

export type IssueTokenAnswer = z.output<typeof issueTokenAnswer>;

export const issueTokenHeaders = z.object({ ...idempotencyKeyHeader, ...preferHeader });

export const issueTokenAnswers: Readonly<Record<201 | 202, AnswerDescription>> = {
  201: {
    description: 'Issued, and every replica is known to accept it.',
    schema: issueTokenAnswer,
    headers: { ...noStoreHeader, ...locationHeader('The token.'), ...preferenceAppliedHeader },
  },
  202: {
    description: 'Issued, and not yet confirmed by every replica.',
    schema: issueTokenAnswer,
    headers: { ...noStoreHeader, ...receiptLocationHeader, ...preferenceAppliedHeader },
  },
};
