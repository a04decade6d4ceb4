import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './start-failure.js';

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
