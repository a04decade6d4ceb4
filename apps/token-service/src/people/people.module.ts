import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TokensModule } from '../tokens/tokens.module.js';
import { ChangeUserHandler } from './changes/change-user.handler.js';
import { TokensLeft } from './changes/tokens-left.js';
import { UserChangeRequests } from './changes/user-change-requests.js';
import { UserTransaction } from './changes/user-transaction.js';
import { CreateUserHandler } from './create-user/create-user.handler.js';
import { CreateUserRoute } from './create-user/create-user.route.js';
import { ListUsersRoute } from './list-users/list-users.route.js';
import { RemoveUserRoute } from './remove-user/remove-user.route.js';
import { ResetPasswordHandler } from './reset-password/reset-password.handler.js';
import { ResetPasswordRoute } from './reset-password/reset-password.route.js';
import { ResumeUserRoute } from './resume-user/resume-user.route.js';
import { ShowUserRoute } from './show-user/show-user.route.js';
import { SuspendUserRoute } from './suspend-user/suspend-user.route.js';
import { UpdateUserRoute } from './update-user/update-user.route.js';

/** The people of a workspace: made, changed, suspended and removed, with what follows from it for their sessions and tokens. */
@Module({
  imports: [CqrsModule, TokensModule],
  controllers: [CreateUserRoute, ListUsersRoute, ShowUserRoute, UpdateUserRoute, SuspendUserRoute, ResumeUserRoute, RemoveUserRoute, ResetPasswordRoute],
  providers: [CreateUserHandler, ChangeUserHandler, ResetPasswordHandler, UserChangeRequests, UserTransaction, TokensLeft],
})
export class PeopleModule {}
