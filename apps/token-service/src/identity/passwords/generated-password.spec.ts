import { describe, expect, it } from '@jest/globals';
import { passwordProblem } from './chosen-password.js';
import { generatePassword } from './generated-password.js';

describe('a generated password', () => {
  it('is five groups of five characters that are not mistaken for one another', () => {
    expect(generatePassword()).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){4}$/);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 100 }, generatePassword)).size).toBe(100);
  });

  it('would do as a chosen one', () => {
    expect(passwordProblem(generatePassword())).toBeUndefined();
  });
});

describe('a chosen password', () => {
  it.each([
    ['1234567', /at least 8/],
    ['€€€', /at least 8/],
    ['x'.repeat(1_025), /at most 1024/],
  ])('of a wrong length is told so', (password, problem) => {
    expect(passwordProblem(password)).toMatch(problem);
  });

  it('may hold anything else', () => {
    expect(passwordProblem('ünïcode ✓ and spaces')).toBeUndefined();
  });
});
