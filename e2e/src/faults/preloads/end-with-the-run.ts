// Loaded before a service: ends it once the run that started it is gone, however it went, so that a killed run leaves no service behind.
const LOOK_EVERY_MS = 1_000;

const startedBy = process.ppid;
setInterval(() => {
  if (process.ppid !== startedBy) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS).unref();
