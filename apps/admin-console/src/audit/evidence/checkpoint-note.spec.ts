import { describe, expect, it } from '@jest/globals';
import { readNote } from './checkpoint-note.js';

describe('a checkpoint for a person', () => {
  it('has the number of events and the time of the newest', () => {
    expect(readNote('portcullis/sto_a\n12\nroot=\nworkspaces w=\ntime 2026-11-23T05:00:00.000Z\n\n— name sig\n')).toEqual({ origin: 'portcullis/sto_a', size: 12, time: '2026-11-23T05:00:00.000Z' });
  });

  it('is nothing where the text is none', () => {
    expect(readNote('<html>')).toBeUndefined();
    expect(readNote('')).toBeUndefined();
  });
});
