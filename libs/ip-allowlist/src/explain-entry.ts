import type { Family } from './address.js';

interface Fault {
  readonly is: (address: string) => boolean;
  readonly why: string | ((address: string) => string);
}

const octetsOf = (address: string): readonly string[] => address.split('.');
const groupsOf = (address: string): readonly string[] => address.split(':').filter((group) => group !== '');
const isDecimalQuad = (address: string): boolean => /^[0-9]+(?:\.[0-9]+){3}$/.test(address);
const tailQuad = (address: string): string => address.slice(address.lastIndexOf(':') + 1);

/** From the particular to the general: the first that fits is told. */
const faults: readonly Fault[] = [
  { is: (address) => address === '', why: 'has no address; write an address, as 203.0.113.7, or a block, as 203.0.113.0/24' },
  { is: (address) => /\s/.test(address), why: 'has white space inside; write one entry a line, or separate entries by commas' },
  { is: (address) => address.includes('%'), why: 'has a zone id, which means something on one machine only; write the address without %' },
  { is: (address) => /^[a-z]+:$/i.test(address), why: 'is a URL; write the bare address' },
  { is: (address) => /[[\]]/.test(address), why: 'has brackets, which belong to URLs; write the bare address' },
  { is: (address) => address.includes('*'), why: 'has a wildcard; write a block with its prefix length, as 10.1.0.0/16 for 10.1.*.*' },
  { is: (address) => /^[0-9a-f.:]+-[0-9a-f.:]+$/i.test(address), why: 'is a range from-to; write it as one or more blocks, as 10.0.0.0/30' },
  { is: (address) => /^[0-9.]+:[0-9]+$/.test(address), why: 'has a port; write the address alone' },
  { is: (address) => /^0x[0-9a-f]+$|(?:^|\.)0x/i.test(address), why: 'is hexadecimal; write four decimal octets, as 10.0.0.1' },
  { is: (address) => /^[0-9]+$/.test(address), why: 'is a bare number; write four decimal octets, as 10.0.0.1' },
  {
    is: (address) => isDecimalQuad(tailQuad(address)) && octetsOf(tailQuad(address)).some((octet) => /^0[0-9]/.test(octet)),
    why: 'has an octet with a leading zero, which some programs read as octal; write the octets without leading zeros',
  },
  { is: (address) => isDecimalQuad(tailQuad(address)), why: 'has an octet above 255; write four octets from 0 to 255' },
  {
    is: (address) => /^[0-9.]+$/.test(address),
    why: (address) => `has ${octetsOf(address).filter((octet) => octet !== '').length} octets; write all four, as 10.0.0.1, and a shorter one as a block, as 10.0.0.0/16`,
  },
  { is: (address) => address.includes(':') && /[^0-9a-f:.]/i.test(address), why: 'is not an IPv6 address; its groups are hexadecimal digits' },
  { is: (address) => address.indexOf('::') !== address.lastIndexOf('::'), why: 'has “::” more than once; it may stand for one run of zero groups only' },
  { is: (address) => groupsOf(address).some((group) => group.length > 4 && !group.includes('.')), why: 'has an IPv6 group of more than four digits' },
  { is: (address) => address.includes(':'), why: 'is not an IPv6 address; write eight groups, or “::” once for a run of zero groups, as 2001:db8::1' },
];

/** What is wrong with the address part of an entry, and what would be right; undefined: nothing. */
export function explainAddress(address: string, family: Family): string | undefined {
  if (family !== 0) return isIpv4Compatible(address, family) ? explainIpv4Compatible(address) : undefined;
  const fault = faults.find(({ is }) => is(address));
  if (fault === undefined) return 'is not an IP address; names are not looked up: write an address, as 203.0.113.7, or a block, as 203.0.113.0/24';
  return typeof fault.why === 'string' ? fault.why : fault.why(address);
}

/** `::1.2.3.4`: deprecated (RFC 4291 §2.5.5.1), and read by some as 1.2.3.4. */
function isIpv4Compatible(address: string, family: Family): boolean {
  return family === 6 && address.includes('.') && !groupsOf(address).slice(0, -1).some((group) => Number.parseInt(group, 16) !== 0);
}

function explainIpv4Compatible(address: string): string {
  return `is an IPv4-compatible IPv6 address, a form no longer in use; write ${tailQuad(address)} for the IPv4 address`;
}

/** What is wrong with a prefix length that could not be read or is above `maximum`. */
export function explainPrefix(prefix: string, maximum: 32 | 128): string {
  if (/^[0-9.]+\.[0-9.]+$/.test(prefix)) return 'has a netmask; write a prefix length, as /8 for 255.0.0.0';
  if (/^0[0-9]+$/.test(prefix)) return 'has a prefix length with leading zeros; write it without';
  return `has no prefix length from 0 to ${maximum}; write one, as /${maximum === 32 ? 24 : 64}, or the bare address`;
}
