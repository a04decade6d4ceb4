import * as z from 'zod';
import type { Fields } from './parameters.js';

/** The members of a view that were asked for. */
export function sparse<View extends object>(view: View, fields: Fields): View | Partial<View> {
  if (fields === undefined) return view;
  return Object.fromEntries(Object.entries(view).filter(([name]) => fields.includes(name))) as Partial<View>;
}

/** Whether a member has to be made at all. */
export const wants = (fields: Fields, name: string): boolean => fields?.includes(name) ?? true;

/** What an answer holds that may have been asked for by fields: the view, or some of it. */
export const sparseOf = <Shape extends z.ZodRawShape>(view: z.ZodObject<Shape, z.core.$strict>) =>
  z.union([view, view.partial().meta({ id: `${String(view.meta()?.id)}Fields`, description: 'What `fields` asked for.' })]);
