/** How to reach one running installation, as its services get it by their environment. Holds passwords. */
export interface Connections {
  readonly tokenServiceUrl: string;
  readonly inventoryUrl: string;
  readonly databases: { readonly tokenService: string; readonly inventory: string };
  /** Environment variables that name the log, one set for each service. */
  readonly log: {
    readonly tokenService: Readonly<Record<string, string>>;
    readonly inventory: Readonly<Record<string, string>>;
  };
}
