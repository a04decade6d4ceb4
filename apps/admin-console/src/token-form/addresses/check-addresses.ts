import { isAllowlistWithin, parseAllowlistEntry } from '@portcullis/ip-allowlist';

/** What is to be said of one line; the first fault of it, else its first wide block. */
export interface LineNote {
  /** From 1. */
  readonly line: number;
  readonly kind: 'wrong' | 'wide';
  readonly entry: string;
  /** What is wrong and what would be right, in English; of a wide block nothing. */
  readonly message: string;
}

/** Nobody outside an organisation can come from these, however large they are (RFC 1918, RFC 4193, RFC 6598). */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];
/** Wider than what one organisation usually has: a list with such a block keeps hardly anybody out. */
const WIDEST = { ipv4: 16, ipv6: 32 };

/** Reads addresses and blocks, one a line or by commas, as the service will. @returns of each line at most one note, in order */
export function checkAddresses(text: string): readonly LineNote[] {
  return text.split(/\r?\n|\r/).flatMap((content, index) => {
    const notes = content.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '').flatMap((entry) => noteOf(entry, index + 1));
    const first = notes.find(({ kind }) => kind === 'wrong') ?? notes[0];
    return first === undefined ? [] : [first];
  });
}

function noteOf(entry: string, line: number): readonly LineNote[] {
  const parsed = parseAllowlistEntry(entry);
  if (!parsed.ok) return [{ line, kind: 'wrong', entry, message: parsed.message }];
  return isWide(parsed.entry) ? [{ line, kind: 'wide', entry: parsed.entry, message: '' }] : [];
}

function isWide(entry: string): boolean {
  const prefixLength = entry.split('/')[1];
  if (prefixLength === undefined || isAllowlistWithin([entry], PRIVATE)) return false;
  return Number(prefixLength) < (entry.includes(':') ? WIDEST.ipv6 : WIDEST.ipv4);
}
