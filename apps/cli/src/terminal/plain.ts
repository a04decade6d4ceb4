/**
 * What a terminal obeys rather than shows: control characters, of which ESC begins a command (ECMA-48 §5.3, §8.3), those of
 * line and direction, and what is invisible.
 */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g; // eslint-disable-line no-control-regex -- they are what is looked for

/** The text as one line that the terminal only shows: white space is a space, everything else that steers is written out. */
export function plain(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/\r\n|[\n\r\t\u2028\u2029]/g, ' ')
    .replaceAll(OBEYED, (character) => `\\u{${codeOf(character)}}`);
}

/** JSON of the same value, with what steers a terminal escaped as JSON does. */
export function plainJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  // JSON.stringify escapes the first 32 itself; those of the layout stay.
  return text.replaceAll(OBEYED, (character) => (character === '\n' ? character : `\\u${codeOf(character).padStart(4, '0')}`));
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
