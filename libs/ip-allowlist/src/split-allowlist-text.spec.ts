import { describe, expect, it } from '@jest/globals';
import { splitAllowlistText } from './index.js';

describe('an allowlist typed as text', () => {
  it('has one entry a line or between commas, with any line ending', () => {
    expect(splitAllowlistText('10.0.0.1\n10.0.0.2\r\n10.0.0.3,10.0.0.4 , 10.0.0.5')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']);
  });

  it('may have empty lines and stray commas', () => {
    expect(splitAllowlistText('\n , 10.0.0.1,,\n\n')).toEqual(['10.0.0.1']);
    expect(splitAllowlistText(' \n')).toEqual([]);
  });

  it('keeps what is wrong inside an entry, for the entry to be refused', () => {
    expect(splitAllowlistText('10.0.0.1 10.0.0.2')).toEqual(['10.0.0.1 10.0.0.2']);
  });
});
