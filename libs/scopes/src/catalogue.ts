/**
 * `read` looks, `write` changes a workspace's own records, `special` reaches beyond them: who may do
 * what, the installation itself, unattended devices. A special scope is in no general bundle.
 */
export type ScopeClass = 'read' | 'write' | 'special';

interface CatalogueEntry {
  readonly scope: `${string}:${string}`;
  readonly class: ScopeClass;
  /** Whether a customer may hand it to somebody else's OAuth app; false: only tokens issued by hand carry it. */
  readonly oauthGrantable: boolean;
}

/**
 * Append-only: a scope's place is its bit in every replica's index, so an entry is never moved or removed,
 * and there is room for 32. Every `:read` is of class `read`, audit:read too, so that read-only (every
 * `:read`) stays within read-write (everything that is not special).
 */
export const catalogue = [
  { scope: 'company:read', class: 'read', oauthGrantable: true },
  { scope: 'items:read', class: 'read', oauthGrantable: true },
  { scope: 'items:create', class: 'write', oauthGrantable: true },
  { scope: 'items:update', class: 'write', oauthGrantable: true },
  { scope: 'items:delete', class: 'write', oauthGrantable: true },
  { scope: 'warehouses:read', class: 'read', oauthGrantable: true },
  { scope: 'item-categories:read', class: 'read', oauthGrantable: true },
  { scope: 'stock-reports:read', class: 'read', oauthGrantable: true },
  { scope: 'renters:read', class: 'read', oauthGrantable: true },
  { scope: 'renters:create', class: 'write', oauthGrantable: true },
  { scope: 'renters:update', class: 'write', oauthGrantable: true },
  { scope: 'renters:delete', class: 'write', oauthGrantable: true },
  { scope: 'rents:read', class: 'read', oauthGrantable: true },
  { scope: 'rents:create', class: 'write', oauthGrantable: true },
  { scope: 'rents:update', class: 'write', oauthGrantable: true },
  { scope: 'rents:delete', class: 'write', oauthGrantable: true },
  { scope: 'webhooks:read', class: 'read', oauthGrantable: true },
  { scope: 'webhooks:manage', class: 'write', oauthGrantable: true },
  { scope: 'notifications:read', class: 'read', oauthGrantable: true },
  { scope: 'notifications:manage', class: 'write', oauthGrantable: true },
  { scope: 'instance:read', class: 'read', oauthGrantable: false },
  { scope: 'instance:manage', class: 'special', oauthGrantable: false },
  { scope: 'kiosk:scan', class: 'special', oauthGrantable: false },
  { scope: 'api_token:manage', class: 'special', oauthGrantable: false },
  { scope: 'audit:read', class: 'read', oauthGrantable: false },
] as const satisfies readonly CatalogueEntry[];

/** `resource:action`. No scope implies another. */
export type Scope = (typeof catalogue)[number]['scope'];
