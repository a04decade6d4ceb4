import { lazy, Suspense, useEffect, useState } from 'react';
import { type Asked, onPasswordAsked } from './with-password.js';

/** Loaded when a password is first asked for: no page needs it to be shown. */
const PasswordDialog = lazy(() => import('./password-dialog.js'));

/** The place of the dialog that `withPassword` opens; there is one for the whole console. */
export function ConfirmPassword() {
  const [asked, setAsked] = useState<Asked>();
  const [wasAsked, setWasAsked] = useState(false);
  useEffect(() => onPasswordAsked((next) => {
    setWasAsked(true);
    setAsked(next);
  }), []);
  return <Suspense>{wasAsked && <PasswordDialog asked={asked} />}</Suspense>;
}
