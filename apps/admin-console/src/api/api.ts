import { managementClient, ProblemError } from '@portcullis/management-client';

export { answerOf } from '@portcullis/management-client';

/**
 * The public API at the page's own origin. The session is the cookie that the browser keeps from every script, and sends
 * by itself; a change is known for our own by the Origin and Sec-Fetch-Site that only the browser can write.
 */
export const api = managementClient({ url: location.origin });

/** Whether the service refused with this status, and this code where one is given. */
export function isRefusal(error: unknown, status: number, code?: string): error is ProblemError {
  return error instanceof ProblemError && error.status === status && (code === undefined || error.problem.code === code);
}
