import { type Clock, forbidden } from '@portcullis/service-kit';
import type { Caller } from './caller.js';

/** How long a password that was asked for again is good for. */
export const CONFIRMATION_MS = 300_000;

/**
 * For what a session left open on somebody's desk must not do. A token has no password to ask for, and is let through.
 *
 * @throws Problem 403 `confirmation_required`
 */
export function requireConfirmation(caller: Caller, clock: Clock): void {
  if (caller.via === 'bearer') return;
  if (caller.confirmedUntilMs !== null && clock.wallMs() < caller.confirmedUntilMs) return;
  throw forbidden('confirmation_required', 'Say your password again, by POST /api/v1/session/confirm: it is good for five minutes in this session.');
}
