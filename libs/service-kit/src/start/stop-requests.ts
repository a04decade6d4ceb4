/**
 * Calls `stop` once, at the first of SIGTERM, SIGINT and the end of the parent that started this process with an IPC
 * channel: a service started by `npm start` never outlives it, however that ended.
 */
export function onStopRequest(stop: (reason: string) => void): void {
  let requested = false;
  const once = (reason: string) => {
    if (requested) return;
    requested = true;
    stop(reason);
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
  process.on('disconnect', () => { once('the parent ended'); });
  // The parent may have ended before anybody listened.
  if (process.send !== undefined && !process.connected) setImmediate(once, 'the parent ended');
}
