import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { secondsOf, wholeNumberOf } from '../command-line/values.js';

/** Options that every change has. */
export interface ChangeOptions {
  /** How long to wait; false: not at all. */
  readonly wait: string | false;
  readonly json?: true;
}

/** A killed process is waited for 43 s by default, until it has outlived its bound. */
const WAIT = '60s';

export function withChangeOptions(command: Command, { texts }: Context): Command {
  return command.option('--wait <time>', texts('option.wait'), WAIT).option('--no-wait', texts('option.noWait')).option('--json', texts('option.json'));
}

export function withVersionOption(command: Command, { texts }: Context): Command {
  return command.option('--if-version <number>', texts('option.ifVersion'));
}

/** Request headers of a change. */
export function changeHeaders({ wait }: ChangeOptions): { readonly Prefer?: string } {
  return wait === false ? { Prefer: 'respond-async' } : {};
}

export function versionHeader(ifVersion: string | undefined, { texts }: Context): { readonly 'If-Match'?: string } {
  return ifVersion === undefined ? {} : { 'If-Match': `"${wholeNumberOf('--if-version', ifVersion, texts)}"` };
}

/** undefined: there is no waiting. Looked at before anything is sent. */
export function patienceMs({ wait }: ChangeOptions, { texts }: Context): number | undefined {
  return wait === false ? undefined : secondsOf('--wait', wait, texts) * 1_000;
}
