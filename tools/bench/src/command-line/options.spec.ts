import { describe, expect, it, jest } from '@jest/globals';
import { readOptions } from './options.js';

describe('the options', () => {
  it('are all off by default', () => {
    expect(readOptions([])).toEqual({ json: false, large: false, peers: false, write: false, only: undefined, profile: undefined });
  });

  it('take a pattern of measures', () => {
    expect(readOptions(['--json', '--only', '^guard']).only).toEqual(/^guard/);
  });

  it('refuse what they do not know', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(() => readOptions(['--fast'])).toThrow(expect.objectContaining({ exitCode: 1 }));
    expect(stderr).toHaveBeenCalledWith(expect.stringContaining("unknown option '--fast'"));
    stderr.mockRestore();
  });
});
