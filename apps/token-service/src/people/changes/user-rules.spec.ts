import { describe, expect, it } from '@jest/globals';
import { missingScopes, type Scope, SCOPES } from '@portcullis/scopes';
import fc from 'fast-check';
import { USER_STATUSES } from '../../identity/accounts/app-user.entity.js';
import { grantOf } from '../../identity/accounts/grant.js';
import { permissionsOf, type Role, ROLES } from '../../identity/accounts/role.js';
import { refuseUserChange, type Standing } from './user-rules.js';

const person = (role: Role, grantableScopes: readonly Scope[] | null = null, status: Standing['status'] = 'active'): Standing => ({ role, grantableScopes, status, mustChangePassword: false });
const [owner, admin, auditor, member] = ROLES.map((role) => person(role)) as [Standing, Standing, Standing, Standing];
const refusal = (actor: Standing, before: Standing | null, after: Standing, otherOwners = 1) => refuseUserChange({ actor, before, after, otherOwners })?.code;
const ended = (before: Standing, status: 'suspended' | 'removed'): Standing => ({ ...before, status });
const unchosen = (before: Standing): Standing => ({ ...before, mustChangePassword: true });

const anyone: fc.Arbitrary<Standing> = fc.record({
  role: fc.constantFrom(...ROLES),
  grantableScopes: fc.option(fc.subarray(SCOPES.map(({ scope }) => scope))),
  status: fc.constantFrom(...USER_STATUSES),
  mustChangePassword: fc.boolean(),
});
/** What may be wished of somebody. */
const wish = fc.record({ role: fc.constantFrom(...ROLES), grantableScopes: fc.option(fc.subarray(SCOPES.map(({ scope }) => scope))), status: fc.constantFrom(...USER_STATUSES) });

describe('who may change whom', () => {
  it('is an owner, and of all but owners an admin', () => {
    expect(refusal(owner, null, owner)).toBeUndefined();
    expect(refusal(owner, owner, member)).toBeUndefined();
    expect(refusal(admin, null, admin)).toBeUndefined();
    expect(refusal(admin, member, admin)).toBeUndefined();
    for (const other of [auditor, member, { ...owner, status: 'suspended' } as const]) expect(refusal(other, null, member)).toBe('role_not_sufficient');
  });

  it('is for owners alone where one is made, demoted, suspended or removed', () => {
    expect(refusal(admin, null, owner)).toBe('owner_required');
    expect(refusal(admin, admin, owner)).toBe('owner_required');
    expect(refusal(admin, owner, admin)).toBe('owner_required');
    expect(refusal(admin, owner, ended(owner, 'suspended'))).toBe('owner_required');
    expect(refusal(admin, owner, ended(owner, 'removed'))).toBe('owner_required');
  });

  it('leaves a workspace never without an owner', () => {
    for (const after of [admin, ended(owner, 'suspended'), ended(owner, 'removed')]) {
      expect(refusal(owner, owner, after, 0)).toBe('last_owner');
      expect(refusal(owner, owner, after, 1)).toBeUndefined();
    }
  });

  it('brings nobody back who was removed', () => {
    const removed = ended(member, 'removed');
    expect(refusal(owner, removed, member)).toBe('user_removed');
    expect(refusal(owner, removed, ended(member, 'suspended'))).toBe('user_removed');
    expect(refusal(owner, removed, removed)).toBeUndefined();
  });
});

describe('what somebody may be let grant', () => {
  const limited = person('admin', ['items:read', 'items:create']);

  it('is within the role', () => {
    expect(refuseUserChange({ actor: owner, before: null, after: person('member', ['items:read', 'api_token:manage']), otherOwners: 1 }))
      .toEqual({ code: 'scopes_beyond_role', scopes: ['api_token:manage'] });
  });

  it('is within what the one who says so may grant, also where a role or an end of a suspension brings it', () => {
    expect(refusal(limited, null, member)).toBe('scopes_not_grantable');
    expect(refusal(limited, null, person('member', ['items:read']))).toBeUndefined();
    expect(refusal(limited, person('member', ['items:read']), member)).toBe('scopes_not_grantable');
    expect(refusal(limited, ended(member, 'suspended'), member)).toBe('scopes_not_grantable');
    expect(refusal(limited, limited, admin)).toBe('scopes_not_grantable');
  });

  it('is so of a suspended user too: the end of the suspension is asked for by somebody else', () => {
    const suspended = ended(member, 'suspended');
    expect(refusal(limited, suspended, ended(admin, 'suspended'))).toBe('scopes_not_grantable');
    expect(refusal(limited, ended(person('member', []), 'suspended'), ended(person('member', ['items:delete']), 'suspended'))).toBe('scopes_not_grantable');
    expect(refusal(limited, suspended, ended(auditor, 'suspended'))).toBe('scopes_not_grantable');
    expect(refusal(limited, suspended, ended(person('member', ['items:read']), 'suspended'))).toBeUndefined();
  });

  it('may always be less', () => {
    expect(refusal(limited, member, person('member', []))).toBeUndefined();
    expect(refusal(limited, admin, auditor)).toBeUndefined();
  });
});

describe('a user whose password is still the one that was shown to somebody else', () => {
  it('is given neither another role’s permissions nor more to grant: whoever was shown the password would have them', () => {
    for (const after of [owner, admin, auditor]) expect(refusal(owner, unchosen(member), unchosen(after))).toBe('password_not_chosen');
    expect(refusal(owner, unchosen(person('member', ['items:read'])), unchosen(member))).toBe('password_not_chosen');
    expect(refusal(owner, ended(unchosen(member), 'suspended'), ended(unchosen(admin), 'suspended'))).toBe('password_not_chosen');
  });

  it('is given less, suspended, let in again and removed as anybody is', () => {
    expect(refusal(owner, unchosen(admin), unchosen(auditor))).toBeUndefined();
    expect(refusal(owner, unchosen(member), unchosen(person('member', [])))).toBeUndefined();
    expect(refusal(owner, unchosen(member), ended(unchosen(member), 'suspended'))).toBeUndefined();
    expect(refusal(owner, ended(unchosen(member), 'suspended'), unchosen(member))).toBeUndefined();
    expect(refusal(owner, unchosen(member), ended(unchosen(member), 'removed'))).toBeUndefined();
  });
});

describe('whoever it is, and whatever is asked for', () => {
  it('nobody lets anybody, himself included, grant what he may not grant, or be owner without being one', () => {
    fc.assert(
      fc.property(anyone, fc.option(anyone), anyone, (actor, before, after) => {
        if (refuseUserChange({ actor, before, after, otherOwners: 1 }) !== undefined) return;
        expect(actor.status).toBe('active');
        if (after.role === 'owner') expect(actor.role).toBe('owner');
        const held = before?.status === 'active' ? grantOf(before) : [];
        const gained = after.status === 'active' ? missingScopes(held, grantOf(after)) : [];
        expect(missingScopes(grantOf(actor), gained)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('whatever one asks for in turn, with an owner who only suspends and lets in again, nobody ends with more than they had or the one may grant', () => {
    fc.assert(
      fc.property(anyone, anyone, fc.array(fc.oneof(wish, fc.constantFrom('suspended' as const, 'active' as const)), { maxLength: 6 }), (actor, start, asked) => {
        let now = start;
        for (const next of asked) {
          const after: Standing = typeof next === 'string' ? { ...now, status: next } : { ...next, mustChangePassword: now.mustChangePassword };
          if (refuseUserChange({ actor: typeof next === 'string' ? owner : actor, before: now, after, otherOwners: 1 }) === undefined) now = after;
        }
        const most = [...grantOf(start), ...grantOf(actor)];
        expect(missingScopes(most, grantOf(now))).toEqual([]);
        if (!start.mustChangePassword) return;
        expect(missingScopes(grantOf(start), grantOf(now))).toEqual([]);
        expect(permissionsOf(start.role)).toEqual(expect.arrayContaining([...permissionsOf(now.role)]));
      }),
      { numRuns: 2_000 },
    );
  });
});
