import type { UsageCell, UsageDetailChunk } from '@portcullis/messages';
import { outcomeOf, routeOf } from './call-kind.js';
import type { GuardedRoutes } from './guarded-routes.js';
import type { Cell } from './usage-cells.js';

/** Makes cells into the chunks of one boot, numbered in the order in which they are made. */
export class ChunkMaker {
  private made = 0;

  constructor(
    private readonly service: string,
    private readonly boot: string,
    private readonly routes: GuardedRoutes,
  ) {}

  make(cells: readonly (Cell & { readonly tokenId: string })[]): UsageDetailChunk {
    this.made += 1;
    const told = new ToldRoutes(this.routes);
    const listed = cells.map<UsageCell>(({ tokenId, kind, address, minute, calls }) => [tokenId, outcomeOf(kind), told.place(routeOf(kind)), address, minute, calls]);
    const { service, boot, made: chunk } = this;
    return { schema: 1, kind: 'detail', service, boot, chunk, routes: told.routes, cells: listed };
  }
}

/** The routes that one chunk names, each once. */
class ToldRoutes {
  readonly routes: { route: string; scopes: string[] }[] = [];
  private readonly places = new Map<number, number | null>();

  constructor(private readonly known: GuardedRoutes) {}

  /** null: a route that is not told apart. */
  place(number: number): number | null {
    const known = this.places.get(number);
    if (known !== undefined) return known;
    const route = this.known.at(number);
    const place = route === undefined ? null : this.routes.push({ route: route.route, scopes: [...route.scopes] }) - 1;
    this.places.set(number, place);
    return place;
  }
}
