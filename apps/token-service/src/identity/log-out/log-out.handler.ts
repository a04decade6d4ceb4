import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { EntityManager } from 'typeorm';
import { endSession } from '../sessions/session-table.js';
import { LogOut } from './log-out.command.js';

@CommandHandler(LogOut)
export class LogOutHandler implements ICommandHandler<LogOut> {
  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  execute({ sessionSecret }: LogOut): Promise<void> {
    return endSession(queryOf(this.manager), sessionSecret);
  }
}
