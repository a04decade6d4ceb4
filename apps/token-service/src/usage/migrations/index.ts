import { usage } from './001-usage.js';
import { usageDetail } from './002-usage-detail.js';
import { usageExposure } from './003-usage-exposure.js';
import { exposureToldAt } from './004-exposure-told-at.js';

/** Run before those of tokens, whose view joins the use of each token. */
export const usageMigrations = [usage, usageDetail, usageExposure, exposureToldAt] as const;
