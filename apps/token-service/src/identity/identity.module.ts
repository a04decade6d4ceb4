import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RequestLimitsModule } from '../request-limits/request-limits.module.js';
import { AppUser } from './accounts/app-user.entity.js';
import { Workspace } from './accounts/workspace.entity.js';
import { SessionCredentials } from './authenticate-caller/session-credentials.js';
import { ChangePasswordHandler } from './change-password/change-password.handler.js';
import { ChangePasswordRoute } from './change-password/change-password.route.js';
import { ConfirmSessionHandler } from './confirm-session/confirm-session.handler.js';
import { ConfirmSessionRoute } from './confirm-session/confirm-session.route.js';
import { EndSessionRoute } from './end-session/end-session.route.js';
import { PasswordGuesses } from './guesses/password-guesses.js';
import { ListSessionsRoute } from './list-sessions/list-sessions.route.js';
import { LogInHandler } from './log-in/log-in.handler.js';
import { LogInRoute } from './log-in/log-in.route.js';
import { LogOutHandler } from './log-out/log-out.handler.js';
import { LogOutRoute } from './log-out/log-out.route.js';
import { ShowSessionRoute } from './show-session/show-session.route.js';

/** Workspaces, their people, and who a request acts as. */
@Module({
  imports: [CqrsModule, RequestLimitsModule, TypeOrmModule.forFeature([Workspace, AppUser])],
  controllers: [LogInRoute, ShowSessionRoute, LogOutRoute, ConfirmSessionRoute, ChangePasswordRoute, ListSessionsRoute, EndSessionRoute],
  providers: [LogInHandler, LogOutHandler, ConfirmSessionHandler, ChangePasswordHandler, PasswordGuesses, SessionCredentials],
  exports: [SessionCredentials],
})
export class IdentityModule {}
