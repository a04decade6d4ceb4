/** What an id may be made of for the short way: nothing that JSON would write otherwise. */
export const OF_AN_ID = 1;
/** What a scope, an address, a block or a range of addresses may be made of. */
export const OF_A_NAME = 2;

/** The kinds of text that each byte may stand in. */
export const KINDS_OF_BYTE = new Uint8Array(256);
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_', OF_AN_ID | OF_A_NAME);
mark('.-', OF_AN_ID | OF_A_NAME);
mark(':/*', OF_A_NAME);

/** The value of a lower-case hex digit; -1: none. */
export const HEX_DIGITS = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) HEX_DIGITS[value.toString(16).charCodeAt(0)] = value;

function mark(characters: string, kinds: number): void {
  for (const character of characters) KINDS_OF_BYTE[character.charCodeAt(0)] = kinds;
}
