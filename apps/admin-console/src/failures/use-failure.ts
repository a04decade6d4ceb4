import { ProblemError, UnreachableError } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';

/** What happened and what to do, in words for a person. */
export interface Failure {
  readonly title: string;
  readonly advice: string;
  /** Finds it in the service's log; undefined where no service answered. */
  readonly requestId: string | undefined;
}

/** Tells an error as a person can use it. Codes that have words of their own stand in texts as `codes.<code>`. */
export function useFailure(): (error: unknown) => Failure {
  const { t, i18n } = useTranslation('failures');
  return (error) => {
    if (error instanceof UnreachableError) return { title: t('unreachable.title'), advice: t(error.mayHaveChanged ? 'unreachable.changed' : 'unreachable.advice'), requestId: undefined };
    if (!(error instanceof ProblemError)) return { title: t('unexpected.title'), advice: t('unexpected.advice'), requestId: undefined };
    const { code, detail, requestId } = error.problem;
    const known = i18n.exists(`failures:codes.${code}`);
    const seconds = error.headers.get('retry-after') ?? '';
    return { title: known ? t(`codes.${code}`, { seconds }) : detail, advice: t(adviceFor(error.status, code), { seconds }), requestId };
  };
}

/** It is so whoever else did what: another try says the same. */
const STANDS = new Set(['email_taken', 'last_owner', 'own_password', 'password_not_chosen', 'user_removed']);

function adviceFor(status: number, code: string): string {
  if (STANDS.has(code)) return 'advice.input';
  if (status === 429) return 'advice.wait';
  if (status === 403) return 'advice.forbidden';
  if (status === 404) return 'advice.missing';
  if (status === 409 || status === 412) return 'advice.conflict';
  if (status >= 500) return 'advice.service';
  return 'advice.input';
}

/** What is wrong with each field of a form, by the pointer that the API names it with, e.g. `/name`. */
export function fieldErrorsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ pointer, message }) => [pointer, message]));
}
