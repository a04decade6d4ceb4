/**
 * Does the work when asked, never twice at a time, and not again before a rest; however often it is asked meanwhile, it is
 * done once more.
 */
export function oneAtATime(work: () => Promise<unknown>, restMs: number): { readonly ask: () => void; readonly stop: () => void } {
  let isBusy = false;
  let isWanted = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const rested = (): void => {
    isBusy = false;
    if (isWanted) ask();
  };
  const ask = (): void => {
    isWanted = isBusy;
    if (isBusy || isStopped) return;
    isBusy = true;
    const done = (): void => {
      if (!isStopped) rest = setTimeout(rested, restMs);
    };
    work().then(done, done);
  };
  return {
    ask,
    stop: () => {
      isStopped = true;
      clearTimeout(rest);
    },
  };
}
