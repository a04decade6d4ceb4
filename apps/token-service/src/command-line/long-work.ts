const TELL_EVERY_MS = 1_000;

/** Work that SIGINT and SIGTERM ask to stop at the next good place. */
export async function untilSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  // Ctrl-C comes twice where whoever started this passes it on.
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** Lets one line a second through. */
export function paced(tell: (line: string) => void): (line: string) => void {
  let toldAtMs = performance.now();
  return (line) => {
    if (performance.now() - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = performance.now();
    tell(line);
  };
}
