import * as z from 'zod';

/** A moment as the API shows it. */
export const instant = () => z.iso.datetime({ precision: 3 }).meta({ description: 'RFC 3339, UTC, with milliseconds.' });
