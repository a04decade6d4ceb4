import * as z from 'zod';

type AnySchema = z.core.$ZodTypes;

const known = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The same schema, in which every object refuses members it does not name. Zod's own default drops them in silence, and
 * with them what a client believes to have set. An object that says otherwise (z.looseObject, a catchall) stays as it is,
 * and so does what a transformation makes.
 */
export function strictly<S extends z.ZodType>(schema: S): S {
  return strict(schema) as S;
}

function strict(schema: z.core.$ZodType): z.core.$ZodType {
  const made = known.get(schema) ?? makeStrict(schema as AnySchema);
  known.set(schema, made);
  return made;
}

function makeStrict(schema: AnySchema): z.core.$ZodType {
  const { def } = schema._zod;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other kinds hold no objects, or (intersection, lazy) none that could be made strict from outside
  switch (def.type) {
    case 'object':
      return z.core.clone(schema, { ...def, shape: strictShape(def.shape), catchall: def.catchall ?? z.never() });
    case 'array':
      return z.core.clone(schema, { ...def, element: strict(def.element) });
    case 'record':
      return z.core.clone(schema, { ...def, valueType: strict(def.valueType) });
    case 'union':
      return z.core.clone(schema, { ...def, options: def.options.map(strict) });
    case 'pipe':
      return z.core.clone(schema, { ...def, in: strict(def.in) });
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return z.core.clone(schema, { ...def, innerType: strict(def.innerType) });
    default:
      return schema;
  }
}

function strictShape(shape: Readonly<Record<string, z.core.$ZodType>>): Record<string, z.core.$ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, strict(member)]));
}
