/** The first that is named wins: others say that they are Chrome and Safari as well. */
const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?Chrome\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[^]*Safari\//, 'Safari'],
  [/^curl\/([\d.]+)/, 'curl'],
];
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** `Firefox 143, Linux`; the whole text where no browser is known in it; undefined where there is none. @param userAgent RFC 9110 §10.1.5 */
export function browserOf(userAgent: string | null): string | undefined {
  if (userAgent === null || userAgent === '') return undefined;
  for (const [pattern, name] of BROWSERS) {
    const found = pattern.exec(userAgent);
    if (found === null) continue;
    const system = SYSTEMS.find(([mark]) => mark.test(userAgent))?.[1];
    return [`${name} ${found[1] ?? ''}`, ...(system === undefined ? [] : [system])].join(', ');
  }
  return userAgent.slice(0, 60);
}
