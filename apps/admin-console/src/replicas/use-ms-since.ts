import { useEffect, useState } from 'react';

const TICK_MS = 1_000;

/** How long ago that was, in milliseconds, told anew each second. @param atMs of the Unix epoch */
export function useMsSince(atMs: number): number {
  const [nowMs, setNowMs] = useState(atMs);
  useEffect(() => {
    const tick = setInterval(() => { setNowMs(Date.now()); }, TICK_MS);
    return () => { clearInterval(tick); };
  }, []);
  return Math.max(0, nowMs - atMs);
}
