import { describe, expect, it } from '@jest/globals';
import { explainEnd, explainFailure } from './start-failure.js';

const folder = { path: '/data', cluster: '/data/cluster', log: '/data/server.log', password: 'never shown' };

describe('the reason of a failed start', () => {
  it.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'The data folder /data cannot be used: no space is left on its disk.'],
    ['PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device', 'The data folder /data cannot be used: no space is left on its disk.'],
    ['FATAL:  could not create lock file "postmaster.pid": Read-only file system', 'The data folder /data cannot be used: its file system is read-only.'],
    ['FATAL:  data directory "/data/cluster" has wrong ownership', 'The data folder /data/cluster belongs to another user than the one PostgreSQL runs as.'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'The data folder /data/cluster is in use by another PostgreSQL: stop that one first.'],
    ['initdb: error: could not access directory "/data": Permission denied', 'The data folder /data cannot be used: PostgreSQL may not read or write all of it.'],
    ['FATAL:  something new', 'PostgreSQL could not be started on /data: something new (more in /data/server.log)'],
    ['', 'PostgreSQL could not be started on /data: it gave no reason (more in /data/server.log)'],
  ])('%s', (output, line) => {
    expect(explainFailure(output, folder)).toBe(line);
  });
});

describe('the reason of an end', () => {
  const refused = 'FATAL:  the database system is in recovery mode';
  it.each([
    [refused, 'PostgreSQL ended: it was killed, or gave no reason. Its data in /data is kept, and the next start recovers it (more in /data/server.log)'],
    [`PANIC:  could not fsync file "x": Input/output error\n${refused}`, 'PostgreSQL ended: could not fsync file "x": Input/output error. Its data in /data is kept, and the next start recovers it (more in /data/server.log)'],
    [`PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device\n${refused}`, 'PostgreSQL ended. The data folder /data cannot be used: no space is left on its disk.'],
    [`ERROR:  could not extend file: No space left on device\n${`${refused}\n`.repeat(20)}`, 'PostgreSQL ended: it was killed, or gave no reason. Its data in /data is kept, and the next start recovers it (more in /data/server.log)'],
  ])('%s', (output, line) => {
    expect(explainEnd(output, folder)).toBe(line);
  });
});
