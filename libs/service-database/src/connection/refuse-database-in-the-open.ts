import { compileAllowlist } from '@portcullis/ip-allowlist';

const ENCRYPTED = new Set(['require', 'verify-ca', 'verify-full']);
const loopback = compileAllowlist(['127.0.0.0/8', '::1']);

interface DatabaseVariables {
  readonly DATABASE_URL: string;
  readonly ALLOW_PLAINTEXT: boolean;
}

/** What a zod schema gives its `superRefine`. */
interface Issues {
  addIssue(issue: { readonly code: 'custom'; readonly path: ['DATABASE_URL']; readonly message: string }): void;
}

/**
 * The rule for a service's variables, given to their schema's `superRefine`: beyond the machine the way to its database
 * is encrypted, unless ALLOW_PLAINTEXT says otherwise.
 */
export function refuseDatabaseInTheOpen({ DATABASE_URL, ALLOW_PLAINTEXT }: DatabaseVariables, issues: Issues): void {
  if (ALLOW_PLAINTEXT || staysOffTheNetwork(DATABASE_URL)) return;
  const message =
    'names another machine, and nothing is encrypted on the way there: add sslmode=verify-full, or allow it with ALLOW_PLAINTEXT=1';
  issues.addIssue({ code: 'custom', path: ['DATABASE_URL'], message });
}

/** Whether what travels to this database stays on the machine, or is encrypted. */
function staysOffTheNetwork(databaseUrl: string): boolean {
  const url = URL.parse(databaseUrl);
  if (url === null) return false;
  if (ENCRYPTED.has(url.searchParams.get('sslmode') ?? '')) return true;
  // libpq's own way to name the host; a folder is a Unix socket's.
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, '');
  return host === '' || host === 'localhost' || host.startsWith('/') || loopback.allows(host);
}
