import { z } from 'zod';

/** How notes and keys are answered: as the files that tools of C2SP read. */
export const PLAIN_TEXT = 'text/plain; charset=utf-8';
export const PLAIN_TEXT_TYPE = 'text/plain';

export const noteSchema = z.string().meta({ description: 'C2SP tlog-checkpoint, a signed note.' });
export const hashSchema = z.string().meta({ description: 'SHA-256, base64.' });
export const proofSchema = z.array(hashSchema).readonly();

export const base64 = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64'));
