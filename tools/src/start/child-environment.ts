/** What a child may know of the environment of `npm start`: nothing that was not meant for it, and no secret of others. */
const OF_THE_SYSTEM = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];
const OF_THE_SERVICES = [
  'HOST',
  'MAX_STALENESS_MS',
  'CONFIRM_WAIT_MS',
  'USAGE_DETAIL_DAYS',
  'USAGE_EVENT_MS',
  'KNOWLEDGE_DAYS',
  'CHECKPOINT_KEY_NAME',
  'TRUSTED_PROXIES',
  'PUBLIC_ORIGINS',
  'CORS_ORIGINS',
  'PORTCULLIS_ENVIRONMENT',
  'PORTCULLIS_SERVICES',
  'ALLOW_PLAINTEXT',
  'LOG_LEVEL',
];

/** The part of `environment` that services get, under what `own` sets for the one service. Empty variables count as unset. */
export function childEnvironment(environment: NodeJS.ProcessEnv, own: Readonly<Record<string, string>>): Record<string, string> {
  const passedOn = Object.entries(environment).filter(
    (entry): entry is [string, string] => Boolean(entry[1]) && (OF_THE_SYSTEM.includes(entry[0]) || OF_THE_SERVICES.includes(entry[0])),
  );
  return { ...Object.fromEntries(passedOn), ...own };
}
