/** RFC 6901: one reference token a path element, `~` and `/` escaped. The whole value is ''. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((element) => `/${String(element).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
