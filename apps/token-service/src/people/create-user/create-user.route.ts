import { Controller, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Clock, CLOCK, conflict, Describe, locationHeader, noStoreHeader, ParsedBody } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { requireConfirmation } from '../../identity/authenticate-caller/require-confirmation.js';
import { requireSession } from '../../identity/authenticate-caller/require-session.js';
import { problemOfUserChange } from '../answers/user-problems.js';
import { toUser, userSchema } from '../answers/user.js';
import { type CreateUserBody, createUserBody } from '../input/user-body.js';
import { CreateUser } from './create-user.command.js';

const createdSchema = z
  .strictObject({
    user: userSchema,
    password: z.string().meta({ description: 'Shown once. Good for nothing but choosing another one.' }),
  })
  .meta({ id: 'UserCreated' });

@Controller('api/v1/users')
export class CreateUserRoute {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ForPeople('userManage')
  @Post()
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'createUser',
    summary: 'Make a user',
    description:
      'With a password that is in this answer and nowhere else, to be handed over; who logs in with it has to choose another one first. Only owners make owners; nobody lets another grant what they may not grant themselves. To make an owner or an admin the password is said again before (`POST /api/v1/session/confirm`). An email may be of one user in the whole installation (`email_taken`).',
    tag: 'Users',
    body: createUserBody,
    answers: { 201: { description: 'The user is there.', schema: createdSchema, headers: { ...noStoreHeader, ...locationHeader('The user.') } } },
    refusals: [409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @ParsedBody(createUserBody) body: CreateUserBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof createdSchema>> {
    const { workspaceId, userId } = requireSession(caller);
    if (body.role === 'owner' || body.role === 'admin') requireConfirmation(caller, this.clock);
    const outcome = await this.commands.execute(new CreateUser(workspaceId, userId, body, contextOf(request, caller)));
    if (outcome.outcome === 'email_taken') throw conflict(outcome.outcome, 'There is a user with this email already.');
    if (outcome.outcome !== 'created') throw problemOfUserChange(outcome, body.grantableScopes);
    void reply.header('location', `/api/v1/users/${outcome.person.id}`);
    return { user: toUser(outcome.person), password: outcome.password };
  }
}
