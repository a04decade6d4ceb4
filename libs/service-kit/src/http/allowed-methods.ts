import type { FastifyInstance } from 'fastify';

interface RouteShape {
  readonly methods: readonly string[];
  readonly pattern: RegExp;
}

/** Knows which methods a path supports, so that a wrong method is told apart from a wrong path (405 with Allow, or 404). */
export class AllowedMethods {
  private readonly routes: RouteShape[] = [];

  /** Has to be called before the routes are made. */
  observe(server: FastifyInstance): void {
    server.addHook('onRoute', (route) => {
      this.routes.push({ methods: [route.method].flat(), pattern: patternOf(route.url) });
    });
  }

  /** Methods of the routes that match the path (without query); empty where there is no such path. */
  of(path: string): readonly string[] {
    const methods = this.routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

function patternOf(template: string): RegExp {
  const source = template
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.split('*').map(escapePattern).join('.*')))
    .join('/');
  return new RegExp(`^${source}$`);
}

const escapePattern = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
