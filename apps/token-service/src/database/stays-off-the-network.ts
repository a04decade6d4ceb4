import { compileAllowlist } from '@portcullis/ip-allowlist';

const ENCRYPTED = new Set(['require', 'verify-ca', 'verify-full']);
const loopback = compileAllowlist(['127.0.0.0/8', '::1']);

/** Whether what travels to this database stays on the machine, or is encrypted. */
export function staysOffTheNetwork(databaseUrl: string): boolean {
  const url = URL.parse(databaseUrl);
  if (url === null) return false;
  if (ENCRYPTED.has(url.searchParams.get('sslmode') ?? '')) return true;
  // libpq's own way to name the host; a folder is a Unix socket's.
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, '');
  return host === '' || host === 'localhost' || host.startsWith('/') || loopback.allows(host);
}
