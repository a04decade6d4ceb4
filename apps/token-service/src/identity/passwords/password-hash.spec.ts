import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from './password-hash.js';
import { formatPhcString, parsePhcString } from './phc-string.js';

describe('a stored password', () => {
  it('is Argon2id with 19 MiB, two passes and a salt of its own, as a PHC string', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(other).not.toBe(one);
  });

  it('is verified by the same password and by no other', async () => {
    const stored = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', stored)).toBe(true);
    expect(await verifyPassword('correct horsE', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('is verified however the keyboard composes its accents', async () => {
    const stored = await hashPassword('caf\u00e9 au lait');
    expect(await verifyPassword('cafe\u0301 au lait', stored)).toBe(true);
  });

  it('agrees with the reference implementation (phc-winner-argon2, test.c)', async () => {
    const reference =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', reference)).toBe(true);
    expect(await verifyPassword('differentpassword', reference)).toBe(false);
    expect(formatPhcString(parsePhcString(reference))).toBe(reference);
  });

  it('of nobody is verified by nothing, at the price of a real one', async () => {
    const stored = await hashPassword('correct horse');
    const measure = async (hash: string | undefined): Promise<number> => {
      const began = process.cpuUsage();
      expect(await verifyPassword('wrong', hash)).toBe(false);
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    const ratios: number[] = [];
    for (let round = 0; round < 7; round += 1) ratios.push((await measure(undefined)) / (await measure(stored)));
    const median = ratios.sort((a, b) => a - b)[3] ?? 0;
    expect(median).toBeGreaterThan(0.5);
    expect(median).toBeLessThan(2);
  });

  it('that is damaged is a fault, told without quoting it', async () => {
    await expect(verifyPassword('x', '$2b$10$abcdefghijklmnopqrstuv')).rejects.toThrow(/^A stored password hash is not/);
  });
});
