/** So many texts stand in one page. They are only ever added to, so all pages but the last are written once. */
export const TEXTS_A_PAGE = 200;

export function readTexts(text: (number: number) => string, page: number, count: number): Buffer {
  const first = page * TEXTS_A_PAGE;
  const length = Math.max(0, Math.min(TEXTS_A_PAGE, count - first));
  return Buffer.from(JSON.stringify(Array.from({ length }, (_, at) => text(first + at))));
}

export function parseTexts(bytes: Buffer): readonly string[] {
  return JSON.parse(bytes.toString()) as readonly string[];
}
