const PATH = '/api/v1/changes';
/** What was refused the browser does not try again by itself. */
const OPEN_AGAIN_MS = 10_000;
export const ASK_EVERY_MS = 10_000;

/** What a page hears while it follows. */
export interface Heard {
  /** The history has grown, or may have: `first` is told at once of each stream. */
  readonly changed: (isFirst: boolean) => void;
  readonly ended: () => void;
  /** The stream is held. */
  readonly held: () => void;
  /** The stream is not held: now, and every ten seconds while that lasts. */
  readonly lost: () => void;
}

/** Follows the workspace by server-sent events; where the stream cannot be held, says when to ask instead. @returns ends it */
export function followChanges({ changed, ended, held, lost }: Heard): () => void {
  let stream: EventSource | undefined;
  let again: number | undefined;
  let asking: number | undefined;

  const leave = (): void => {
    stream?.close();
    clearTimeout(again);
  };
  const lose = (): void => {
    if (asking !== undefined) return;
    asking = window.setInterval(lost, ASK_EVERY_MS);
    lost();
  };
  const hold = (): void => {
    clearInterval(asking);
    asking = undefined;
    held();
  };
  const open = (): void => {
    leave();
    const opened = new EventSource(PATH);
    let isFirst = true;
    stream = opened;
    opened.addEventListener('open', hold);
    opened.addEventListener('changed', () => {
      changed(isFirst);
      isFirst = false;
    });
    opened.addEventListener('ended', () => {
      opened.close();
      // Whoever listens leaves the page; in case there is a session after all, this goes on.
      again = window.setTimeout(open, OPEN_AGAIN_MS);
      ended();
    });
    opened.addEventListener('error', () => {
      if (opened.readyState === EventSource.CLOSED) again = window.setTimeout(open, OPEN_AGAIN_MS);
      lose();
    });
  };
  // A stream over a network that is gone may look held for minutes.
  const offline = (): void => {
    leave();
    lose();
  };

  window.addEventListener('offline', offline);
  window.addEventListener('online', open);
  open();
  return () => {
    leave();
    clearInterval(asking);
    window.removeEventListener('offline', offline);
    window.removeEventListener('online', open);
  };
}
