import { isRefusal } from '../api/api.js';

/** Thrown where the person did not say the password again: what was asked for has not happened. */
export class NotConfirmed extends Error {
  override readonly name = 'NotConfirmed';
}

/** Whoever waits for the password at the moment. */
export interface Asked {
  readonly confirmed: () => void;
  readonly dismissed: () => void;
}

type Listener = (asked: Asked | undefined) => void;
let listener: Listener | undefined;

/** The one dialog, while it is on the page. @returns ends it */
export function onPasswordAsked(tell: Listener): () => void {
  listener = tell;
  return () => {
    listener = undefined;
  };
}

/**
 * Makes the call; where the service wants the password again, asks for it and makes the same call once more.
 *
 * @throws NotConfirmed where the person closes the dialog; whatever the call throws
 */
export async function withPassword<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!isRefusal(error, 403, 'confirmation_required')) throw error;
    await askForPassword();
    return call();
  }
}

function askForPassword(): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => listener?.(undefined);
    listener?.({
      confirmed: () => { end(); resolve(); },
      dismissed: () => { end(); reject(new NotConfirmed('The password was not said again.')); },
    });
  });
}
