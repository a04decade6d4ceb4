import { z } from 'zod';

/**
 * Whether a Prefer header asks for `respond-async` (RFC 7240 §4.1): the change is committed, its confirmation not
 * waited for. Preferences are separated by commas, each may carry parameters; others are none of ours.
 */
export function prefersAsync(header: string | readonly string[] | undefined): boolean {
  const preferences = (typeof header === 'string' ? [header] : (header ?? [])).flatMap((line) => line.split(','));
  return preferences.some((preference) => preference.split(';', 1)[0]?.trim().toLowerCase() === 'respond-async');
}

export const preferHeader = {
  Prefer: z.string().optional().meta({ description: '`respond-async`: do not wait for the confirmation (RFC 7240 §4.1).', examples: ['respond-async'] }),
};
