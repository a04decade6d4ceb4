/** Decodes standard base64 with its padding, written in the one way there is, of exactly so many bytes; else undefined. */
export function decodeBase64(text: string, bytes: number): Buffer | undefined {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text ? decoded : undefined;
}
