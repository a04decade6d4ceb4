import { leakedSecret } from './001-leaked-secret.js';

export const leakedTokensMigrations = [leakedSecret] as const;
