import { answerOf, type ManagementClient, ProblemError } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { askSecret } from './ask.js';

/** Does what may need the password said again: asks for it where somebody can be asked, and then does it once more. */
export async function confirmed<T>(client: ManagementClient, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'confirmation_required') || context.stdin.isTTY !== true) throw error;
    const password = await askSecret(context, context.texts('ask.passwordAgain'));
    await answerOf(client.POST('/api/v1/session/confirm', { body: { password } }));
    return work();
  }
}
