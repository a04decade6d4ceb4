import { type AnswerDescription, sometimes } from '@portcullis/service-kit';
import { z } from 'zod';
import { receiptSchema } from '../../publication/receipts/receipt.js';
import { preferenceAppliedHeader, receiptLocationHeader } from '../../tokens/answers/change-answer.js';
import { preferHeader } from '../../tokens/input/prefer.js';
import { userSchema } from './user.js';

const userChangeSchema = z
  .strictObject({
    user: userSchema,
    tokens: z.strictObject({
      changed: z.int().meta({ description: 'User tokens of the person that were narrowed, disabled or revoked by this request.' }),
      remaining: z.boolean().meta({ description: 'Others are still to be: send the request again, or let the service do it.' }),
    }),
    receipt: receiptSchema.nullable().meta({ description: 'Of the last change of the person or their user tokens; null where there never was one.' }),
  })
  .meta({ id: 'UserChanged' });

export type UserChangeAnswer = z.output<typeof userChangeSchema>;

/** Request headers of a change. */
export const userChangeHeaders = z.object(preferHeader);

export const userChangeAnswers: Readonly<Record<200 | 202, AnswerDescription>> = {
  200: { description: 'Changed, and every replica is known to act on what it means for tokens.', schema: userChangeSchema, headers: preferenceAppliedHeader },
  202: {
    description: 'Changed, and not yet confirmed by every replica, or some tokens remain.',
    schema: userChangeSchema,
    headers: { ...preferenceAppliedHeader, ...sometimes(receiptLocationHeader) },
  },
};
