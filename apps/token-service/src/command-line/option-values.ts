import { InvalidArgumentError } from 'commander';
import { type Asked, parseSubject } from '../audit/forget/subject.js';
import { emailAddress } from '../identity/accounts/email-address.js';
import { workspaceNameProblem } from '../identity/accounts/workspace-name.js';
import { LONGEST_LIFETIME_DAYS } from '../workspace/maximum-token-lifetime.js';

/** @throws InvalidArgumentError, which makes a usage error of it */
export function parseEmail(text: string): string {
  const parsed = emailAddress.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('It must be an email address, as owner@example.com.');
}

/** @throws InvalidArgumentError, which makes a usage error of it */
export function parseWorkspaceName(text: string): string {
  const name = text.trim();
  const problem = workspaceNameProblem(name);
  if (problem === undefined) return name;
  throw new InvalidArgumentError(`It ${problem}.`);
}

/** @throws InvalidArgumentError, which makes a usage error of it */
export function parseLifetimeDays(text: string): number {
  const days = /^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text) : NaN;
  if (days <= LONGEST_LIFETIME_DAYS) return days;
  throw new InvalidArgumentError(`It must be a whole number of days from 1 to ${LONGEST_LIFETIME_DAYS}.`);
}

/** @throws InvalidArgumentError, which makes a usage error of it */
export function parseSubjectOption(text: string): Asked {
  const subject = parseSubject(text.trim());
  if (subject) return subject;
  throw new InvalidArgumentError('It must be the email or id of a user, the id of a token, or an address.');
}
