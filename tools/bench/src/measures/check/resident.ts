/**
 * Resident memory of this process after its garbage is gone, bytes. By the collection that V8 makes where memory is short:
 * after any other it keeps the pages of its emptied young generation, which grows to 130 MB while tokens are loaded,
 * whatever their number, for the next garbage.
 *
 * @throws where the process was started without --expose-gc.
 */
export function residentBytes(): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('the worker needs --expose-gc');
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  return process.memoryUsage.rss();
}
