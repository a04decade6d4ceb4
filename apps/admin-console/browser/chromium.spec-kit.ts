import { existsSync } from 'node:fs';

/** Debian's and other Linux's, Chrome of the same family, macOS's. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @throws where there is none: nothing is skipped in silence */
export function findChromium(): string {
  const places = process.env['CHROMIUM'] === undefined ? USUAL_PLACES : [process.env['CHROMIUM']];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`There is no Chromium (${places.join(', ')}): install it, or set CHROMIUM to the path of one.`);
  return found;
}
