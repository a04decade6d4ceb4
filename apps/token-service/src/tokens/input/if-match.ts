import { patternHeader } from '@portcullis/service-kit';
import { z } from 'zod';

/** The ETag of a token: its version. Strong, though status and last use move without it: what is compared is the state. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

export const versionHeader = patternHeader('ETag', 'The token’s version, for the If-Match of a change.', /^"[1-9][0-9]*"$/);

/**
 * The versions that an If-Match header accepts (RFC 9110 §13.1.1); undefined: any, as without the header or with `*`.
 * A tag that is no version of ours, or a weak one, matches nothing.
 */
export function acceptedVersions(header: string | undefined): readonly number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  return header
    .split(',')
    .map((tag) => /^"([1-9][0-9]{0,14})"$/.exec(tag.trim())?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number);
}

export const ifMatchHeader = {
  'If-Match': z.string().optional().meta({ description: 'ETags of the token, or `*`: the change is made only to one of these versions.' }),
};
