import { z } from 'zod';
import { bootId, instant, wholeNumber } from './fields.js';

export const MOST_CLOSINGS_A_REPORT = 50;
/** What is beyond them is in the closing's own number of calls. */
export const MOST_GROUPS_A_CLOSING = 50;

const calls = z.int().positive();
const times = { firstAt: instant, lastAt: instant };

const exposedCalls = z.object({
  /** The route's template; null: other. */
  route: z.string().min(1).max(300).nullable(),
  address: z.string().min(1).max(45).nullable(),
  calls,
  ...times,
});

const closedToken = z.object({
  tokenId: z.string().min(1).max(100),
  /** Of the change that closed it. */
  position: wholeNumber,
  /** False where older calls were forgotten before the change was applied. */
  complete: z.boolean(),
  /** Accepted since this boot last knew for certain what was committed: an upper bound on those accepted after the change. */
  calls,
  ...times,
  groups: z.array(exposedCalls).max(MOST_GROUPS_A_CLOSING),
});

export const exposureReport = z.object({
  schema: z.literal(1),
  kind: z.literal('exposure'),
  service: z.string().min(1).max(100),
  boot: bootId,
  /** Every closing change up to this position is in this report or an earlier one, or nothing was accepted that it could concern. */
  upTo: wholeNumber,
  /** Up to this position that cannot be said: what was held turned out to be wrong, or there were too many at once. Never less than its boot said before. */
  unsureTo: wholeNumber,
  closings: z.array(closedToken).max(MOST_CLOSINGS_A_REPORT),
});

export type ExposedCalls = z.infer<typeof exposedCalls>;
export type ClosedTokenExposure = z.infer<typeof closedToken>;
/** What a boot may have accepted of tokens between the commit of the change that closed them and applying it. */
export type ExposureReport = z.infer<typeof exposureReport>;

/** One that tells of no token says no more than the next one of its boot; any other is to be kept. */
export function exposureKey({ boot, closings: [first] }: Pick<ExposureReport, 'boot' | 'closings'>): string {
  return first === undefined ? `${boot}/exposure` : `${boot}/exposure/${first.position}/${first.tokenId}`;
}

export function encodeExposureReport(report: ExposureReport): string {
  return JSON.stringify(report);
}
