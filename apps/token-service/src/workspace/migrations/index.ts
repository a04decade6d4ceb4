import { workspaceSetting } from './001-workspace-setting.js';

/** Run after those of identity, which has the workspaces. */
export const workspaceMigrations = [workspaceSetting] as const;
