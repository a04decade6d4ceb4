import { Module } from '@nestjs/common';
import { FollowChangesRoute } from './follow-changes/follow-changes.route.js';
import { FollowedWorkspaces } from './follow-changes/followed-workspaces.js';

/** What a page that is open hears of, so that it shows what is. */
@Module({ controllers: [FollowChangesRoute], providers: [FollowedWorkspaces] })
export class LiveModule {}
