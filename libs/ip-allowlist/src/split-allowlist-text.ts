/** The entries of a text with one a line or separated by commas, without the space around them; empty ones are dropped. */
export function splitAllowlistText(text: string): readonly string[] {
  return text
    .split(/[\n\r,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
