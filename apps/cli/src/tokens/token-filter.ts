import { type operations, SCOPES } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { instantBefore, instantOf, wholeNumberOf } from '../command-line/values.js';

export type TokenFilter = NonNullable<operations['countApiTokens']['parameters']['query']>;

/** Options that say which tokens are meant. */
export interface FilterOptions {
  readonly name?: string;
  readonly prefix?: string;
  readonly scope?: NonNullable<TokenFilter['scope']>;
  readonly kind?: NonNullable<TokenFilter['kind']>;
  readonly creator?: string;
  readonly unusedSince?: string;
  readonly expiresBefore?: string;
  readonly widerThanIpv4?: string;
  readonly widerThanIpv6?: string;
}

export function withFilterOptions(command: Command, { texts }: Context): Command {
  return command
    .option('--name <part>', texts('filter.name'))
    .option('--prefix <prefix>', texts('filter.prefix'))
    .addOption(new Option('--scope <scope>', texts('filter.scope')).choices(SCOPES))
    .addOption(new Option('--kind <kind>', texts('filter.kind')).choices(['user', 'workspace']))
    .option('--creator <user>', texts('filter.creator'))
    .option('--unused-since <when>', texts('filter.unusedSince'))
    .option('--expires-before <when>', texts('filter.expiresBefore'))
    .option('--wider-than-ipv4 <length>', texts('filter.widerThanIpv4'))
    .option('--wider-than-ipv6 <length>', texts('filter.widerThanIpv6'));
}

export function filterOf(options: FilterOptions, { texts }: Context): TokenFilter {
  const { name, prefix, scope, kind, creator, unusedSince, expiresBefore, widerThanIpv4, widerThanIpv6 } = options;
  const nowMs = Date.now();
  return {
    ...(name !== undefined && { name }),
    ...(prefix !== undefined && { prefix }),
    ...(scope && { scope }),
    ...(kind && { kind }),
    ...(creator !== undefined && { creator }),
    ...(unusedSince !== undefined && { unusedSince: instantBefore('--unused-since', unusedSince, nowMs, texts) }),
    ...(expiresBefore !== undefined && { expiringBefore: instantOf(expiresBefore, nowMs) }),
    ...(widerThanIpv4 !== undefined && { widerThanIpv4: wholeNumberOf('--wider-than-ipv4', widerThanIpv4, texts) }),
    ...(widerThanIpv6 !== undefined && { widerThanIpv6: wholeNumberOf('--wider-than-ipv6', widerThanIpv6, texts) }),
  };
}
