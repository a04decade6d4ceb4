const WATCH_PARENT_EVERY_MS = 500;
/** npm passes Ctrl-C on to a process that the terminal told already: two signals this close together are one wish. */
const SAME_WISH_MS = 1_000;

export interface StopRequests {
  /** Resolves with the reason once somebody wants an end. */
  readonly requested: Promise<string>;
}

/**
 * Listens for whoever wants an end: Ctrl-C, SIGTERM, a closed terminal, or npm itself being killed (its child would
 * otherwise be left running, with nobody to stop it).
 *
 * @param force called when it is wanted a second time.
 */
export function listenForStopRequests(environment: NodeJS.ProcessEnv, force: () => void): StopRequests {
  return {
    requested: new Promise((resolve) => {
      let firstAtMs: number | undefined;
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          if (firstAtMs !== undefined && performance.now() - firstAtMs > SAME_WISH_MS) force();
          firstAtMs ??= performance.now();
          resolve(signal);
        });
      }
      // Started by hand or by a process manager, a new parent means nothing.
      if (environment['npm_lifecycle_event'] === undefined) return;
      const parent = process.ppid;
      const watch = setInterval(() => {
        if (process.ppid === parent) return;
        clearInterval(watch);
        resolve('npm was killed');
      }, WATCH_PARENT_EVERY_MS).unref();
    }),
  };
}
