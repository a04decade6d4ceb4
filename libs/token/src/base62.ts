/** The digits of base 62 in their order, 0-9A-Za-z: nothing that a double click stops at, nothing a URL escapes. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The number in base 62, zero-padded to `width` digits. */
export function toBase62(value: number, width: number): string {
  let digits = '';
  for (let rest = value; digits.length < width; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits;
  return digits;
}

/** Beyond this a random byte is drawn again: 248 is the last multiple of 62, so that every digit is as likely as another. */
const FIRST_REJECTED = 248;
/** A working source gives enough in two draws; one that has not in this many is broken. */
const MAX_DRAWS = 100;

/** `length` independent, evenly distributed base-62 digits, by rejection sampling. Throws on a source that gives no usable bytes. */
export function randomBase62(length: number, randomBytes: (count: number) => Uint8Array): string {
  let digits = '';
  for (let draw = 0; draw < MAX_DRAWS && digits.length < length; draw++) {
    for (const byte of randomBytes(length + 10)) if (byte < FIRST_REJECTED) digits += BASE62.charAt(byte % 62);
  }
  if (digits.length < length) throw new Error('the source of random bytes gives none that can be used');
  return digits.slice(0, length);
}
