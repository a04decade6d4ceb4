import { describe, expect, it } from '@jest/globals';
import { card, table } from './table.js';

const COLUMNS = [{ title: 'ID' }, { title: 'NAME', yields: true }, { title: 'WHAT', yields: true }];
const ID = 'tok_0123456789abcdefghijkl';

describe('a table', () => {
  it('cuts nothing where nobody reads it', () => {
    expect(table(COLUMNS, [[ID, 'n'.repeat(200), 'w']])).toBe(`ID                          NAME${' '.repeat(198)}WHAT\n${ID}  ${'n'.repeat(200)}  w`);
  });

  it('fits the terminal, and never cuts what does not yield', () => {
    const drawn = table(COLUMNS, [[ID, 'n'.repeat(200), 'w'.repeat(30)], [ID, 'short', '']], 60);
    for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect(drawn.match(new RegExp(ID, 'g'))).toHaveLength(2);
    expect(drawn).toContain('…');
  });

  it('is as narrow as it can be, and no narrower, on a terminal that is too small', () => {
    expect(table(COLUMNS, [[ID, 'n'.repeat(200), 'w'.repeat(30)]], 10)).toContain(`${ID}  nnnnnnn…`);
  });

  it('styles what is shown, not what came', () => {
    expect(table([{ title: 'A' }], [[{ text: '\u001b[2J', style: (text) => `<${text}>` }]])).toBe('A\n<\\u{1b}[2J>');
  });
});

describe('a card', () => {
  it('goes on in the next line where a value is longer than the terminal is wide', () => {
    const lines = card([['Scopes', 'items:read items:create items:update items:delete'], ['Id', ID]], 40).split('\n');
    expect(lines).toEqual(['Scopes  items:read items:create', '        items:update items:delete', `Id      ${ID}`]);
  });
});
