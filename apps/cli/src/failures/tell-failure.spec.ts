import { describe, expect, it } from '@jest/globals';
import { textsIn } from '../messages/texts.js';
import { Screen } from '../terminal/screen.js';
import { tellFailure } from './tell-failure.js';

describe('a fault of the program itself', () => {
  it('is told without a stack, and cannot steer the terminal', () => {
    let shown = '';
    const screen = new Screen({ write: () => true }, { write: (text) => (shown += text) }, {});
    const error = new TypeError('first\u001b[2J\nsecond');
    expect(tellFailure(error, { screen, texts: textsIn('en'), signal: new AbortController().signal, command: 'list' })).toBe(1);
    expect(shown).toBe('error: first\\u{1b}[2J\nsecond\n');
  });
});
