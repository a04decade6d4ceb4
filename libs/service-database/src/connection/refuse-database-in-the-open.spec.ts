import { describe, expect, it } from '@jest/globals';
import { refuseDatabaseInTheOpen } from './refuse-database-in-the-open.js';

function complaintsAbout(DATABASE_URL: string, ALLOW_PLAINTEXT = false): string[] {
  const messages: string[] = [];
  refuseDatabaseInTheOpen({ DATABASE_URL, ALLOW_PLAINTEXT }, { addIssue: ({ message }) => messages.push(message) });
  return messages;
}

describe('the way to the database', () => {
  it.each([
    'postgresql://u@localhost/x',
    'postgresql://u@127.8.9.10:5432/x',
    'postgresql://u@[::1]/x',
    'postgresql:///x?host=/var/run/postgresql',
    'postgresql://u@db.example.com/x?sslmode=verify-full',
  ])('to %s is not in the open', (url) => {
    expect(complaintsAbout(url)).toEqual([]);
  });

  it.each([
    'postgresql://u@db.example.com/x',
    'postgresql://u@192.0.2.1/x?sslmode=prefer',
    'postgresql://u@127.example.com/x',
    'postgresql://u@localhost/x?host=db.example.com',
  ])('to %s is in the open, and refused unless that is allowed', (url) => {
    expect(complaintsAbout(url)).toEqual([expect.stringContaining('sslmode=verify-full')]);
    expect(complaintsAbout(url, true)).toEqual([]);
  });
});
