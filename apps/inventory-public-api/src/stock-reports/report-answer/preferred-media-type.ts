interface MediaRange {
  readonly type: string;
  /** 0 to 1; 0 refuses. */
  readonly quality: number;
}

/**
 * Which of the media types a client likes best (RFC 9110 §12.5.1): for each the most specific range decides, between
 * equals the one offered first. Parameters of ranges other than `q` are not looked at.
 *
 * @param accept the header's value; without one everything is welcome
 * @returns undefined where none is acceptable
 */
export function preferredMediaType<Offered extends string>(accept: string | undefined, offered: readonly Offered[]): Offered | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').flatMap((text) => toRange(text) ?? []);
  let best: Offered | undefined;
  let bestQuality = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality <= bestQuality) continue;
    best = type;
    bestQuality = quality;
  }
  return best;
}

function toRange(text: string): MediaRange | undefined {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!type.includes('/')) return undefined;
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
  if (weight === undefined) return { type, quality: 1 };
  return /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? { type, quality: Number(weight) } : undefined;
}

function qualityOf(type: string, ranges: readonly MediaRange[]): number {
  const [family = ''] = type.split('/', 1);
  for (const candidate of [type, `${family}/*`, '*/*']) {
    const range = ranges.find((one) => one.type === candidate);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
