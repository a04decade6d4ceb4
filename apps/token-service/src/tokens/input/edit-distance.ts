/** Levenshtein's: how many characters have to be put in, left out or changed. For short texts, at the product of their lengths. */
export function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const above = row;
    row = [at];
    for (let index = 1; index <= other.length; index += 1) {
      const changed = (above[index - 1] ?? 0) + (one[at - 1] === other[index - 1] ? 0 : 1);
      row.push(Math.min(changed, (above[index] ?? 0) + 1, (row[index - 1] ?? 0) + 1));
    }
  }
  return row.at(-1) ?? 0;
}
