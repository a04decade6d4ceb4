import { describe, expect, it } from '@jest/globals';
import { ENGLISH, type MessageKey } from './english.js';
import { CATALOGUES, languageOf, textsIn } from './texts.js';

const KEYS = Object.keys(ENGLISH) as MessageKey[];
const namesIn = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('the catalogue', () => {
  it.each(Object.entries(CATALOGUES))('of %s has every text, and no other', (_language, catalogue) => {
    expect(Object.keys(catalogue).sort()).toEqual([...KEYS].sort());
    expect(Object.values(catalogue).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('fills in the same in both languages', () => {
    for (const key of KEYS) expect([key, namesIn(CATALOGUES.id[key])]).toEqual([key, namesIn(CATALOGUES.en[key])]);
  });

  it('says different things in different languages, but for words that are the same', () => {
    expect(KEYS.filter((key) => CATALOGUES.en[key] === CATALOGUES.id[key])).toEqual(['column.id', 'column.status', 'column.boot', 'field.id', 'field.status', 'value.none', 'error.problem', 'error.field']);
  });
});

describe('a text', () => {
  it('is filled in without letting what is filled in steer the terminal', () => {
    expect(textsIn('en')('revoke.done', { id: 'tok_1', name: 'a\u001b[2Jb' })).toBe('tok_1, a\\u{1b}[2Jb, is revoked.');
  });

  it.each([
    [{}, 'en'],
    [{ LANG: 'id_ID.UTF-8' }, 'id'],
    [{ LANG: 'id' }, 'id'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'id_ID' }, 'id'],
    [{ LANG: 'id_ID.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'id_ID.UTF-8', LC_ALL: '' }, 'id'],
    [{ LANG: 'idle' }, 'en'],
  ])('of %j is in %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });
});
