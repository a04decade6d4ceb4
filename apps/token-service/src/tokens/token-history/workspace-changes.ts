import type { Fact } from '@portcullis/event-store';
import { type Change, changesBetween, type Shown } from './change.js';

/** A decision of a workspace holds all that it can decide, each whole; so the one before it is all that it changed. */
export const WORKSPACE_DECISIONS = [['WorkspaceUpdated']] as const;

/** @param before the decision before it, if any */
export function workspaceChange(event: Fact, before: readonly Fact[]): readonly Change[] {
  const state = before.reduce<Shown>((told, { data }) => ({ ...told, ...data }), {});
  return changesBetween(state, { ...state, ...event.data });
}
