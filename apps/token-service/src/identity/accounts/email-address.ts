import { z } from 'zod';

/** Longest that SMTP can deliver to (RFC 5321 §4.5.3.1.3, less the angle brackets). */
export const LONGEST_EMAIL = 254;

/** An address that an account may be opened with: ASCII, so that its lower case is the same in every locale. */
export const emailAddress = z.email().max(LONGEST_EMAIL);
