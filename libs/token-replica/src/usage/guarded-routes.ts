/** A route as its guard knows it. */
export interface GuardedRoute {
  /** `GET /api/v1/items/{id}`: the template, never what a client wrote. */
  readonly route: string;
  /** Empty where any valid token will do. */
  readonly scopes: readonly string[];
}

/** No application has so many; what registers more is not told apart. */
const MOST = 4_096;
const LONGEST = 300;

/** The guarded routes of this process, by number: a request then carries a small number. */
export class GuardedRoutes {
  private readonly routes: (GuardedRoute | undefined)[] = [undefined];
  private readonly numbers = new Map<string, number>();

  /** @returns the route's number, the same for the same route and scopes; 0 where there are too many, or its name is too long. */
  number({ route, scopes }: GuardedRoute): number {
    const key = JSON.stringify([route, ...scopes]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.routes.length > MOST || route.length > LONGEST) return 0;
    this.numbers.set(key, this.routes.length);
    return this.routes.push({ route, scopes: [...scopes] }) - 1;
  }

  at(number: number): GuardedRoute | undefined {
    return this.routes[number];
  }
}
