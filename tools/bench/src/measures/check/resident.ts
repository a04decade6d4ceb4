/** Resident memory of this process after its garbage is gone, bytes. */
export function residentBytes(): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('the worker needs --expose-gc');
  for (let times = 0; times < 3; times += 1) gc();
  return process.memoryUsage.rss();
}
