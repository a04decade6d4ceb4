import { describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { LogIn } from './log-in.command.js';
import { LogInHandler } from './log-in.handler.js';
import { PasswordGuesses } from '../guesses/password-guesses.js';

describe('hundreds of log-ins at once', () => {
  it('are told to come back from the two hundred and first on, and served again once the others are through', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const silent = new Promise<never>((_, reject) => (fail = reject));
    const silentDatabase = { queryRunner: { query: () => silent } } as unknown as EntityManager;
    const handler = new LogInHandler(new PasswordGuesses(silentDatabase), silentDatabase);
    const attempt = (number: number) => handler.execute(new LogIn(`person${number % 7}@example.com`, 'x', '::1', undefined, undefined));

    const underWay = Array.from({ length: 200 }, (_, number) => attempt(number));
    expect(await attempt(200)).toEqual({ outcome: 'busy' });
    fail(new Error('the database is gone'));
    const results = await Promise.allSettled(underWay);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(attempt(201)).rejects.toThrow('the database is gone');
  });
});
