import { Command } from '@nestjs/cqrs';

export class LogOut extends Command<void> {
  constructor(/** The cookie's value. */ readonly sessionSecret: string) {
    super();
  }
}
