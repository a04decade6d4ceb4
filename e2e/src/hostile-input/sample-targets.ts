import { call, listIn } from '../json-answer.js';
import { type ApiParameter, type ApiRoute, nameOf } from './api-routes.js';
import { positionOf, type Tenant } from './hostile-world.js';

/** For each route a path to something that is really there, so that nothing is refused as unknown before its input is looked at. */
export class SampleTargets {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly routes: readonly ApiRoute[],
    private readonly tenant: Tenant,
  ) {}

  /** Looks for an id in every list that has routes below it. */
  async prepare(): Promise<void> {
    const lists = new Set(this.routes.flatMap(({ path }) => (path.includes('/{id}') ? [path.slice(0, path.indexOf('/{id}'))] : [])));
    for (const path of lists) this.ids.set(path, await this.firstIdOf(path));
  }

  /** The route's path with every parameter filled in. */
  of(route: ApiRoute): string {
    return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => this.valueOf(route, name));
  }

  private valueOf(route: ApiRoute, name: string): string {
    if (name === 'id') return this.ids.get(route.path.slice(0, route.path.indexOf('/{id}'))) ?? '';
    if (name === 'position') return positionOf(this.tenant.token);
    const [choice] = (route.parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema['enum'] ?? []) as string[];
    if (choice === undefined) throw new Error(`What may {${name}} of ${nameOf(route)} be? Say it here.`);
    return choice;
  }

  private async firstIdOf(path: string): Promise<string> {
    const list = this.routes.find((route) => route.path === path && route.method === 'GET');
    if (list === undefined) throw new Error(`Where does an id for ${path}/{id} come from? Say it here.`);
    const { body } = await call(`${list.url}${path}`, { headers: list.takesToken ? { authorization: `Bearer ${this.tenant.token.token}` } : { cookie: this.tenant.operator.cookie } });
    return String(listIn(body, 'data')[0]?.['id']);
  }
}

/** The parameters of a query. */
export const queryOf = ({ parameters }: ApiRoute): readonly ApiParameter[] => parameters.filter((parameter) => parameter.in === 'query');
