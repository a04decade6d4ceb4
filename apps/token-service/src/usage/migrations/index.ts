import { usage } from './001-usage.js';

/** Run before those of tokens, whose view joins the use of each token. */
export const usageMigrations = [usage] as const;
