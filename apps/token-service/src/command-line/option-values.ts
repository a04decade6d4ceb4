import { InvalidArgumentError } from 'commander';
import { emailAddress } from '../identity/accounts/email-address.js';
import { workspaceNameProblem } from '../identity/accounts/workspace-name.js';

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
