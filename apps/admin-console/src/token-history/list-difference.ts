/** What came to a list, or to an object by its keys, and what went; undefined: one of the two is neither. Null is an empty one. */
export function listDifference(before: unknown, after: unknown): { readonly added: readonly string[]; readonly removed: readonly string[] } | undefined {
  if (!isSeveral(before) && !isSeveral(after)) return undefined;
  const [old, now] = [textsOf(before), textsOf(after)];
  if (old === undefined || now === undefined) return undefined;
  return { added: now.filter((one) => !old.includes(one)), removed: old.filter((one) => !now.includes(one)) };
}

const isSeveral = (value: unknown): value is object => typeof value === 'object' && value !== null;

function textsOf(value: unknown): readonly string[] | undefined {
  if (value === null) return [];
  if (Array.isArray(value)) return value.map(String);
  return isSeveral(value) ? Object.entries(value).map(([key, one]) => `${key}: ${String(one)}`) : undefined;
}
