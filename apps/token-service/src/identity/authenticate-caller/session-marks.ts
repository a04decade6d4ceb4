import { Reflector } from '@nestjs/core';
import type { Handler } from '@portcullis/nest-auth';
import type { Permission } from '../accounts/permission.js';

const reflector = new Reflector();
const NEEDS = Reflector.createDecorator<readonly Permission[]>();
const FOR_PEOPLE = Reflector.createDecorator<true>();
const BEFORE_PASSWORD_CHANGE = Reflector.createDecorator<true>();

/**
 * What a person needs for a route: one of these permissions, instead of the scopes that the route asks of a token.
 * Without this mark a person's role has to have those scopes.
 */
export const SessionNeeds = (first: Permission, ...others: readonly Permission[]): MethodDecorator => NEEDS([first, ...others]);

/** Also serves who has to change the password first; every other route refuses them. */
export const BeforePasswordChange = (): MethodDecorator => BEFORE_PASSWORD_CHANGE(true);

/** Open to no token; to be set with the guard that refuses them. */
export const NoToken = (): MethodDecorator => FOR_PEOPLE(true);

export function isForPeople(handler: Handler): boolean {
  return reflector.get<true | undefined>(FOR_PEOPLE, handler) ?? false;
}

/** One of these; undefined: the route does not say. */
export function sessionNeeds(handler: Handler): readonly Permission[] | undefined {
  return reflector.get<readonly Permission[] | undefined>(NEEDS, handler);
}

export function servesBeforePasswordChange(handler: Handler): boolean {
  return reflector.get<true | undefined>(BEFORE_PASSWORD_CHANGE, handler) ?? false;
}
