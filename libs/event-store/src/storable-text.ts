/** Text with a NUL character or half of a surrogate pair: PostgreSQL refuses the one, UTF-8 has no bytes for the other. */
export class UnstorableText extends Error {
  override readonly name = 'UnstorableText';
}

/** In JSON text both stand as an escape, after an even number of backslashes. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * JSON text of a value in which every string can be stored and read back by anyone.
 *
 * @throws UnstorableText, which names the holder and nothing of its content.
 */
export function storableJson(value: unknown, holder: string): string {
  const json = JSON.stringify(value);
  if (json.includes('\\u') && unstorable.test(json)) {
    throw new UnstorableText(`${holder} holds a NUL character or a lone surrogate`);
  }
  return json;
}
