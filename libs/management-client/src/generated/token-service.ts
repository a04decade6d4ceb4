/** Generated from the document that token-service serves, by `npm run -s openapi`; never edited. */

export interface paths {
    "/api/v1/replicas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the processes that check tokens
         * @description By service and boot, as the answering instance knows them; the same for every workspace.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["listReplicas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show who is logged in
         * @description For people; a token is refused with `session_required`.
         */
        get: operations["showSession"];
        put?: never;
        /**
         * Log in
         * @description Ten failures for an account and an address within 15 minutes block further ones; an address may try 60 times a minute, and 120 times at once. Whoever was given the password by somebody else has to change it first: `user.mustChangePassword`.
         */
        post: operations["logIn"];
        /**
         * Log out
         * @description For people; a token is refused with `session_required`.
         */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say the password again
         * @description Needed, at most five minutes before, to revoke many tokens, to change a role or make somebody owner or admin, to remove a person, to suspend an owner and to revoke an owner’s token: these are 403 `confirmation_required` without it. Wrong passwords count as failed log-ins do.
         */
        post: operations["confirmSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one’s password
         * @description Ends every other session of the person; this one goes on. Wrong present passwords count as failed log-ins do.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one’s own sessions
         * @description Those that are live, in no particular order.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one’s own sessions
         * @description Its cookie opens nothing from now on. The current one may be ended too.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tokens
         * @description The workspace’s, newest first; expired and revoked ones too. All criteria have to hold. A token that is issued meanwhile shifts nothing; one whose place or use changes may come twice or not at all. With `asOf`, those that there were then, as they were then: in the order of their issue, and without criteria.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Issue a token
         * @description Its secret is in this answer and nowhere else. It has no scope that the caller does not have; issued by a token, it neither outlives that token nor can be used from elsewhere.
         *
         *     Needs `api_token:manage`.
         */
        post: operations["issueApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count tokens by their status
         * @description Takes the criteria of the list but for the status, which it counts by.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["countApiTokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a token
         * @description As it is; with `asOf`, as it was, made again from its events: status as of then, last use as its events recorded it.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["showApiToken"];
        put?: never;
        post?: never;
        /**
         * Revoke a token, for good
         * @description The reason may stand in the query or in the body. Repeated, it answers with the first receipt.
         *
         *     Needs `api_token:manage`.
         */
        delete: operations["revokeApiToken"];
        options?: never;
        head?: never;
        /**
         * Change a token in place
         * @description Its secret stays. What is absent stays as it is; what is given is replaced whole, metadata too. Scopes that the token has may be kept or taken away, and only those that the caller has be added. Whoever lets it live longer, begin sooner or be used from elsewhere has to have all its scopes; a token that asks grants nothing beyond its own end and allowlist, and opens itself by no secret that a rotation has replaced. What is so already changes nothing.
         *
         *     Needs `api_token:manage`.
         */
        patch: operations["updateApiToken"];
        trace?: never;
    };
    "/api/v1/api-keys/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show which secrets a token has
         * @description Their first characters and their ends; never a secret. Two while the grace period of a rotation lasts.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["showApiTokenSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the history of a token
         * @description All that happened to it, from its issue on: changes of its state and uses, by position; by whom, from where and in which request, and what each changed. From where others acted is shown to people with `auditView` and tokens with `audit:read` alone; to anybody else their `origin` has null, and `isForgotten` false.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["listApiTokenEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a token a new secret
         * @description The token stays the same in all else. The secret before this one works until the end of the grace period; an older one ends now. The caller is shown the new secret, so it has to have every scope of the token, and a token that asks has to last as long, from as far. A token is not rotated by a secret of its own that a rotation has replaced.
         *
         *     Needs `api_token:manage`.
         */
        post: operations["rotateApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable a token until it is enabled again
         * @description It is refused as a revoked one is, and loses nothing. Repeated, it changes nothing, and the first reason stays.
         *
         *     Needs `api_token:manage`.
         */
        post: operations["disableApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a disabled token
         * @description It is what it was before it was disabled, and what was changed since; an expired one stays expired. The caller has to have every scope of it, and a token that asks has to last as long, from as far. Nothing happens to a token that is not disabled.
         *
         *     Needs `api_token:manage`.
         */
        post: operations["enableApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke many tokens
         * @description By their ids, or by a filter whose criteria all have to hold when the request comes: a token that is issued later, or begins to match later, is left alone. In transactions of 500 tokens, fewer where they have very many changes, each complete by itself: after a crash, an error or `remaining` above 0 the same request does the rest. One receipt, of the last revocation. A person says the password again before (`POST /api/v1/session/confirm`), unless it is a dry run.
         *
         *     Needs `api_token:manage`.
         */
        post: operations["revokeApiTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the token that asks
         * @description For any live token; a session is refused with `token_required`.
         */
        get: operations["showOwnApiToken"];
        put?: never;
        post?: never;
        /**
         * Revoke the token that asks, for good
         * @description For any live token; a session is refused with `token_required`. Repeated, it is a token that was revoked: 401.
         */
        delete: operations["revokeOwnApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the scopes and access levels
         * @description All there are, in the order of the catalogue, each with what the caller may do with it. No scope implies another.
         */
        get: operations["listScopes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask again whether a change is confirmed
         * @description Needs `api_token:manage`.
         */
        get: operations["showReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the history of the workspace
         * @description All that happened in it, newest first: to tokens, by tokens, to people. All criteria have to hold. What is appended meanwhile shifts nothing.
         *
         *     Needs `audit:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/knowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what each replica knew of a token
         * @description Now or at a time, from what each had told by then: a lower bound of what it knew. Recorded twice a second and kept for seven days, or as `KNOWLEDGE_DAYS` says; where nothing is recorded, the answer says so.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["showApiTokenKnowledge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkpoints/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the newest checkpoint
         * @description A signed note (C2SP tlog-checkpoint, Ed25519) over every event of the store. A fresh one holds every event committed before it was asked for; those who ask within a second share one.
         *
         *     Needs `audit:read`.
         */
        get: operations["showLatestCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkpoints/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the public key of checkpoints
         * @description One line, `name+id+key` (C2SP signed-note). Keep it once, and where the server cannot reach it: who verifies by a key that he just got from the server believes the server.
         *
         *     Needs `audit:read`.
         */
        get: operations["showCheckpointKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the kept checkpoints
         * @description Every one that was signed of this store, the newest first; the same for every workspace.
         *
         *     Needs `audit:read`.
         */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proofs/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove how far the workspace was at a checkpoint
         * @description The number of its events and the hash of the last one, with the audit path (RFC 6962) to the `workspaces` root of the note.
         *
         *     Needs `audit:read`.
         */
        get: operations["proveWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proofs/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that an event is in the signed history
         * @description The audit path (RFC 6962 §2.1.1) from the event to the root of the note.
         *
         *     Needs `audit:read`.
         */
        get: operations["proveInclusion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that the signed history begins with an earlier one
         * @description RFC 6962 §2.1.2, from the tree of `from` events to that of the note: who kept the earlier checkpoint knows that nothing of it was changed.
         *
         *     Needs `audit:read`.
         */
        get: operations["proveConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask whether a token is live
         * @description RFC 7662, for services that cannot hold a replica. Of whatever is no live token of the workspace the answer is `{"active": false}` and nothing else. It is as of now: whoever keeps it lets a token live for so long after its revocation. A session is refused with `token_required`.
         *
         *     Needs `api_token:manage`.
         */
        post: operations["introspectToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke the token in the body, for good
         * @description RFC 7009; the token is its own proof. 200 and nothing else for every text, whether it is a token or not. It is committed then; that every replica acts on it is waited for as for any change, and not said: ask `DELETE /api/v1/api-keys/self` for a receipt, or look into the history of the token.
         */
        post: operations["revokePresentedToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leaked-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report tokens that were found where they should not be
         * @description For anybody, above all for secret scanners. Each that is a token of ours is revoked within moments of the answer, with the reason `leaked`, also where the process ends meanwhile. The answer is the same whatever they are.
         */
        post: operations["reportLeakedTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token-format": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a token looks like
         * @description For secret scanners; rules for the common ones stand in docs/secret-scanning.md.
         */
        get: operations["showTokenFormat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the workspace
         * @description Needs `api_token:manage`.
         */
        get: operations["showWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what the workspace decided for itself
         * @description For its owners, in a session. A maximum lifetime holds for tokens that are issued, or given a later end, from then on; those that are there keep their ends.
         */
        patch: operations["updateWorkspace"];
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description The workspace’s, in the order in which they were made; those who were removed only by `status=removed`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Make a user
         * @description With a password that is in this answer and nowhere else, to be handed over; who logs in with it has to choose another one first. Only owners make owners; nobody lets another grant what they may not grant themselves. To make an owner or an admin the password is said again before (`POST /api/v1/session/confirm`). An email may be of one user in the whole installation (`email_taken`).
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a user
         * @description Removed ones too.
         */
        get: operations["showUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user for good
         * @description Ends every session of theirs and revokes every user token of theirs, at once; workspace tokens stay, and so does the history. The email is free for another account. The last owner stays. The password is said again before.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Change a user’s role, or what they may grant
         * @description User tokens of theirs that have more than the user may grant from now on lose it at once, and are disabled where nothing is left; workspace tokens stay. Only owners make owners and change one; nobody lets another grant what they may not grant themselves; the last owner stays. The password is said again before (`POST /api/v1/session/confirm`).
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a user
         * @description Ends every session of theirs and disables every user token of theirs, at once; workspace tokens stay. Resuming the user opens none of them again: each is enabled by itself. The last owner stays. To suspend an owner the password is said again before.
         */
        post: operations["suspendUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a suspended user in again
         * @description Their user tokens stay disabled until each is enabled. A removed user stays removed.
         */
        post: operations["resumeUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a user a new password
         * @description For who has forgotten theirs: it is in this answer and nowhere else, to be handed over, and whoever logs in with it has to choose another one first. Ends every session of the user; their tokens stay. Only owners do this to an owner, and nobody to a user who may grant what they may not grant themselves, or to themselves (`PUT /api/v1/session/password`). The password of who asks is said again before (`POST /api/v1/session/confirm`).
         */
        post: operations["resetUserPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the changes of the workspace
         * @description A stream that does not end. Whoever hears of a newer position asks for what is shown; whoever cannot hold a stream asks once in a while.
         */
        get: operations["followChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the use of a token
         * @description How often it was used, and how often refused and why: exactly since its issue, and for a time by route, address and step as far as detail was told and is kept. Calls without a route or an address in it are under other (null).
         *
         *     Needs `api_token:manage`.
         */
        get: operations["showApiTokenUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the use of all tokens
         * @description As the use of a token, of all tokens of the workspace together; for the time also by token.
         *
         *     Needs `audit:read`.
         */
        get: operations["showWorkspaceUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a token may have done before it was closed everywhere
         * @description For each change that revoked or disabled it, what each process may have accepted between the commit of the change and applying it: an upper bound, as most of those calls were made before. With `since`, also all that it did since then.
         *
         *     Needs `api_token:manage`.
         */
        get: operations["showApiTokenExposure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the history
         * @description Of the workspace, or of one token: all of it up to a checkpoint that is signed for it, as a file that `portcullis verify` checks without asking anybody. Two at once for a workspace.
         *
         *     Needs `audit:read`.
         */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        HealthReport: {
            /** @enum {string} */
            status: "ok" | "stale" | "alarm";
            alarms: {
                code: string;
                /**
                 * Format: date-time
                 * @description When it was first raised since it was last cleared.
                 */
                since: string;
                details: {
                    [key: string]: unknown;
                };
            }[];
            parts: {
                [key: string]: {
                    /** @enum {string} */
                    status: "ok" | "stale" | "alarm";
                } & {
                    [key: string]: unknown;
                };
            };
        };
        /** @description A refusal, RFC 9457. */
        Problem: {
            /**
             * Format: uri
             * @description `urn:portcullis:problem:` and the code.
             */
            type: string;
            title: string;
            status: number;
            /** @description For people: what is wrong with this request. */
            detail: string;
            /** @description For programs: stable, snake case. */
            code: string;
            /** @description As in X-Request-Id. */
            requestId: string;
            message: string;
            /** @description Each wrong field: an RFC 6901 pointer into the body, or `/name` for a parameter. */
            errors?: {
                pointer: string;
                message: string;
            }[];
            /** @description Of an OAuth endpoint: the error code of RFC 6749 §5.2. */
            error?: string;
        };
        Replica: {
            /** @constant */
            object: "replica";
            service: string;
            /** @description One life of one process. */
            boot: string;
            /**
             * @description `new`: it probes, and is not admitted yet. `serving`: receipts wait for it. `retired`: silent for ten seconds, never echoed again; receipts wait until it has outlived its bound. `gone`: it said goodbye or has outlived its bound, and accepts nothing any more.
             * @enum {string}
             */
            status: "new" | "serving" | "retired" | "gone";
            /** @description How old its knowledge may become before it refuses. */
            boundMs: number;
            /** @description Whether its knowledge is within its bound, as far as its last probe tells. */
            fresh: boolean;
            /** @description Age of its knowledge when it sent its last probe; null before it knows anything. */
            ageMs: number | null;
            /** @description Highest position it has told of this store; null before its first. */
            appliedPosition: number | null;
            /** @description Positions committed beyond that; null where it has told none. */
            lag: number | null;
            /**
             * @description What its comparison of content with what was published said last.
             * @enum {string}
             */
            digest: "unknown" | "agrees" | "differs" | "unhealed";
            /** @description How long ago the answering instance heard its last probe; null: not since it started. */
            lastHeardMs: number | null;
        };
        Session: {
            user: {
                id: string;
                email: string;
                /** @enum {string} */
                role: "owner" | "admin" | "auditor" | "member";
                /** @description What the role may do here. */
                permissions: ("apiAccessView" | "apiAccessCreate" | "apiAccessManage" | "apiAccessRevoke" | "auditView" | "userView" | "userManage" | "ownerManage")[];
                /** @description What the person may grant to a token. */
                grantableScopes: string[];
                /** @description Somebody else made the password: until it is changed nothing else is served. */
                mustChangePassword: boolean;
            };
            workspace: {
                id: string;
                name: string;
            };
        };
        SessionConfirmed: {
            /**
             * Format: date-time
             * @description Five minutes from now, in this session alone.
             */
            confirmedUntil: string;
        };
        OwnSession: {
            id: string;
            /** @description The one that asks. */
            current: boolean;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Its last use, to the minute.
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used before.
             */
            expiresAt: string;
            /** @description Where it was begun from. */
            address: string | null;
            userAgent: string | null;
        };
        TokenIssued: {
            /** @description The secret, once; null in a replay. */
            token: string | null;
            /**
             * @description In a replay: the secret was in the first answer and is nowhere else.
             * @constant
             */
            secretShown?: false;
            /** @description The token as its issue left it. */
            apiToken: components["schemas"]["ApiToken"];
            receipt: components["schemas"]["Receipt"];
        };
        ApiToken: {
            id: string;
            /** @constant */
            object: "api_token";
            name: string;
            /** @description First 12 characters of the current secret: a label. */
            prefix: string;
            scopes: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[];
            /** @enum {string} */
            kind: "user" | "workspace";
            /** @enum {string} */
            environment: "live" | "test";
            /** @enum {string} */
            status: "pending" | "active" | "disabled" | "expired" | "revoked";
            /** @description Addresses and ranges; empty: any address. */
            allowedIps: string[];
            description: string | null;
            metadata: {
                [key: string]: string;
            };
            expiresAt: string | null;
            notBefore: string | null;
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            createdByEmail: string | null;
            revokedAt: string | null;
            /** @description Number of changes of the token’s state; its ETag. */
            version: number;
            /** @description Position of the last of these changes in the whole store. */
            position: number;
        };
        Receipt: {
            position: number;
            /** @description Whether every replica is known to act on the change. */
            confirmed: boolean;
            /** @description Where to ask again, answered by any instance. */
            href: string;
            replicas: {
                service: string;
                /** @description One life of one process that checks tokens. */
                boot: string;
                /** @description Highest position the boot has told; null before its first. */
                appliedPosition: number | null;
                /** @description `application`: it works, or is refused, there exactly as changed. `bound`: the boot has outlived its own staleness bound since the change, so it refuses or is current. `goodbye`: it said that it stopped serving. null: not yet. */
                confirmedBy: ("application" | "bound" | "goodbye") | null;
            }[];
        };
        ApiTokenCounts: {
            /** @constant */
            object: "api_token_counts";
            total: number;
            byStatus: {
                [key: string]: number;
            };
            /** @description false: the workspace has more than 100,000 tokens, and only the newest 100,000 were looked at. */
            isComplete: boolean;
        };
        TokenUpdated: {
            apiToken: components["schemas"]["ApiToken"];
            receipt: components["schemas"]["Receipt"];
            /** @description With `dryRun` only. */
            dryRun?: components["schemas"]["DryRun"];
        };
        DryRun: {
            /**
             * Format: date-time
             * @description Detail of calls before this is deleted, and not looked at.
             */
            keptFrom: string;
            /** @description False where there are calls `withoutDetail`, or calls by more than 50,000 pairs of route and address: those of the pairs with the fewest are then `unknown`. */
            complete: boolean;
            /** @description Calls that were accepted and that detail is kept of. */
            accepted: number;
            /** @description How many of them would have been refused. */
            refused: {
                scope: number;
                address: number;
            };
            /** @description The upper bound, of what is not deleted: those that would have been refused, and all that is `unknown` or `withoutDetail`. */
            refusedAtMost: number;
            /** @description How many of them were not judged, as their route or address was not told, or as they are beyond what is looked at. */
            unknown: number;
            /** @description Accepted calls since its issue that no detail was ever told of. */
            withoutDetail: number;
            /** @description What would have been refused, by route and address, that with the most calls first; at most a hundred. */
            uses: {
                /**
                 * @description The first of the two that refuses it, in the order of checks.
                 * @enum {string}
                 */
                because: "address" | "scope";
                service: string | null;
                route: string | null;
                /** @description Of those that the route asks for. */
                missingScopes: string[];
                address: string | null;
                calls: number;
                /**
                 * Format: date-time
                 * @description The minute of the last of them.
                 */
                lastAt: string;
            }[];
        };
        TokenChanged: {
            apiToken: components["schemas"]["ApiToken"];
            receipt: components["schemas"]["Receipt"];
        };
        ApiTokenSecrets: {
            /** @constant */
            object: "api_token_secrets";
            current: {
                /** @description Its first 12 characters: a label. */
                prefix: string;
            };
            /** @description The one before the last rotation, while its grace period lasts. */
            previous: {
                /** @description Its first 12 characters: a label. */
                prefix: string;
                /** Format: date-time */
                validUntil: string;
            } | null;
        };
        TokenEvent: {
            /** @description Its place in the whole store. */
            position: number;
            stream: string;
            /** @description Its place in its stream. */
            version: number;
            /**
             * @example TokenIssued
             * @example TokenUsed
             * @example TokenRevoked
             */
            type: string;
            /** Format: date-time */
            time: string;
            actor: {
                /** @enum {string} */
                type: "user" | "token" | "system";
                id: string;
            };
            /** @description What the event says; its members depend on its type. */
            data: {
                [key: string]: unknown;
            };
            /** @description The request in which it was caused, as the answer and the log had it. */
            requestId: string;
            /** @description From where it was caused; null what was not known, or is not any more, or is not shown to the caller. */
            origin: {
                address: string | null;
                userAgent: string | null;
                /** @description They were known, and have been deleted since. */
                isForgotten: boolean;
            };
            /** @description What it changed of the state of the token or user; empty where it changed none. */
            changes: components["schemas"]["Change"][];
        };
        Change: {
            /** @example scopes */
            member: string;
            /** @description Null also where it was not there, or is not known. */
            before: unknown;
            after: unknown;
        };
        TokenRotated: {
            /** @description The new secret: in this answer, and nowhere else. */
            token: string;
            apiToken: components["schemas"]["ApiToken"];
            receipt: components["schemas"]["Receipt"];
        };
        TokensRevoked: {
            /** @description Nothing was changed: `remaining` is what the request would revoke. */
            dryRun: boolean;
            /** @description Revoked by this request. */
            revoked: number;
            /** @description Revoked before, and so left as they were. */
            alreadyRevoked: number;
            /** @description Not revoked yet, as the time of one request was over: send it again. */
            remaining: number;
            /** @description Of the ids given, those that no token of the workspace has. */
            notFound: string[];
            /** @description Of the last revocation among all that are meant: once it is confirmed, all before it are. null where none is revoked, and in a dry run. */
            receipt: components["schemas"]["Receipt"] | null;
        };
        OwnApiToken: {
            id: string;
            /** @constant */
            object: "api_token";
            name: string;
            /** @description First 12 characters of the current secret; another than the presented one’s after a rotation. */
            prefix: string;
            scopes: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[];
            /** @enum {string} */
            kind: "user" | "workspace";
            /** @enum {string} */
            environment: "live" | "test";
            /** @enum {string} */
            status: "pending" | "active" | "disabled" | "expired" | "revoked";
            /** Format: date-time */
            createdAt: string;
            notBefore: string | null;
            expiresAt: string | null;
            /** @description Where the token was rotated since: when the secret that was presented ends. */
            secretExpiresAt: string | null;
            /** @description Days until the first of these two, a day that has begun counted whole; null: neither is set. */
            daysLeft: number | null;
            revokedAt: string | null;
            /** @description Number of changes of the token’s state. */
            version: number;
        };
        OwnTokenRevoked: {
            apiToken: components["schemas"]["OwnApiToken"];
            receipt: components["schemas"]["Receipt"];
        };
        Scope: {
            /** @constant */
            object: "scope";
            /** @enum {string} */
            scope: "company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read";
            resource: string;
            action: string;
            /**
             * @description `read` looks; `write` changes the workspace’s own records; `special` reaches beyond them, and is in no bundle but `administrative`.
             * @enum {string}
             */
            class: "read" | "write" | "special";
            /** @description Whether it may be granted to somebody else’s OAuth app; false: only tokens issued by hand have it. */
            oauthGrantable: boolean;
            /** @description Access levels that hold it. */
            bundles: ("restricted" | "read-only" | "read-write" | "administrative")[];
            /** @description Whether the caller has it: nobody passes on what they do not have. */
            grantable: boolean;
            /** @description In English and Indonesian. */
            title: {
                en: string;
                id: string;
            };
            description: {
                en: string;
                id: string;
            };
        };
        Bundle: {
            /** @enum {string} */
            bundle: "restricted" | "read-only" | "read-write" | "administrative";
            title: {
                en: string;
                id: string;
            };
            description: {
                en: string;
                id: string;
            };
            /** @description What a token that the caller issues with it gets, today. */
            scopes: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[];
        };
        ApiTokenKnowledge: {
            /** @constant */
            object: "api_token_knowledge";
            id: string;
            /** Format: date-time */
            at: string;
            /** @description The token as it was committed then. */
            committed: {
                /** @description Newest position in the whole store. */
                position: number;
                version: number;
                /** @enum {string} */
                status: "pending" | "active" | "disabled" | "expired" | "revoked";
            };
            /** @description Every boot that was admitted by then and not gone, by service and boot. */
            replicas: {
                service: string;
                boot: string;
                /** @description How old its knowledge may become before it refuses. */
                boundMs: number;
                /** @description The highest it was recorded to have told by then; it may have applied more. Null: nothing is recorded. */
                appliedPosition: number | null;
                /** @description When that was recorded. */
                toldAt: string | null;
                /** @description The token’s at that position; 0: not issued yet. Null: not known. */
                version: number | null;
                /** @description What that version was at the time asked for; null: not issued yet, or not known. */
                status: ("pending" | "active" | "disabled" | "expired" | "revoked") | null;
                /** @description Whether it had told less of the token than was committed; null: not known. */
                differs: boolean | null;
            }[];
        };
        Checkpoint: {
            /** @constant */
            object: "checkpoint";
            /** @description Number of events, and position of the newest one in it. */
            size: number;
            /** Format: date-time */
            signedAt: string;
            /** @description C2SP tlog-checkpoint, a signed note. */
            note: string;
        };
        WorkspaceProof: {
            /** @description C2SP tlog-checkpoint, a signed note. */
            note: string;
            /** @description Its JSON text, exactly in this order and without blanks, is the leaf. */
            leaf: {
                workspaceId: string;
                count: number;
                lastHash: string;
            };
            /** @description Place of the workspace among all, from 0. */
            index: number;
            /** @description Number of workspaces. */
            size: number;
            proof: string[];
        };
        InclusionProof: {
            /** @description C2SP tlog-checkpoint, a signed note. */
            note: string;
            position: number;
            /** @description Of the leaf: the position less one. */
            index: number;
            size: number;
            /** @description SHA-256, base64. */
            leafHash: string;
            proof: string[];
        };
        ConsistencyProof: {
            /** @description C2SP tlog-checkpoint, a signed note. */
            note: string;
            from: number;
            to: number;
            proof: string[];
        };
        Introspection: components["schemas"]["ActiveToken"] | components["schemas"]["InactiveToken"];
        ActiveToken: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            active: "true";
            /** @description Its scopes, parted by spaces. */
            scope: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Whose it is: of a user token the user who issued it, of a workspace token the workspace. */
            sub: string;
            /** @description The first of this service’s own origins. */
            iss: string;
            /** @description Id of the token. */
            jti: string;
            /** @description When it was issued, in seconds since 1970, as are the next two. */
            iat: number;
            nbf?: number;
            /** @description When it ends, or the secret that was presented, which a rotation has replaced. */
            exp?: number;
            workspace_id: string;
            /** @enum {string} */
            kind: "user" | "workspace";
            /** @enum {string} */
            environment: "live" | "test";
            /** @description There where it may not be used from everywhere: whoever does not send `client_address` has to see to it. */
            allowed_ips?: string[];
        };
        InactiveToken: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            active: "false";
        };
        LeakReported: {
            /** @description How many texts were sent, whatever they are. */
            received: number;
        };
        TokenFormat: {
            /** @constant */
            object: "token_format";
            /** @description Finds every token in any text: a regular expression as RE2 and PCRE read it. */
            pattern: string;
            prefixes: string[];
            /** @description Characters of a token. */
            length: number;
            /** @description What the last characters are, for whoever wants to be surer than by the pattern. */
            checksum: string;
            /** @description Where to send what was found. */
            reportTo: string;
        };
        Workspace: {
            id: string;
            /** @constant */
            object: "workspace";
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** @description How long a secret lives at most, counted from the issue or rotation that made it; null: for ever. */
            maximumTokenLifetimeDays: number | null;
        };
        UserCreated: {
            user: components["schemas"]["User"];
            /** @description Shown once. Good for nothing but choosing another one. */
            password: string;
        };
        User: {
            id: string;
            /** @constant */
            object: "user";
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "auditor" | "member";
            /** @enum {string} */
            status: "active" | "suspended" | "removed";
            /** @description What the role may do here. */
            permissions: ("apiAccessView" | "apiAccessCreate" | "apiAccessManage" | "apiAccessRevoke" | "auditView" | "userView" | "userManage" | "ownerManage")[];
            /** @description What the person may grant to a token; no user token of theirs has more. */
            grantableScopes: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[];
            /** @description The password is still the one that was shown to who made the person. */
            mustChangePassword: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        UserChanged: {
            user: components["schemas"]["User"];
            tokens: {
                /** @description User tokens of the person that were narrowed, disabled or revoked by this request. */
                changed: number;
                /** @description Others are still to be: send the request again, or let the service do it. */
                remaining: boolean;
            };
            /** @description Of the last change of the person or their user tokens; null where there never was one. */
            receipt: components["schemas"]["Receipt"] | null;
        };
        UserPasswordReset: {
            user: components["schemas"]["User"];
            /** @description Shown once. Good for nothing but choosing another one. */
            password: string;
        };
        TokenUsage: {
            tokenId: string;
            totals: components["schemas"]["CallTotals"];
            detail: components["schemas"]["UsageDetail"];
        };
        /** @description Exact, since the token was issued. */
        CallTotals: {
            accepted: number;
            refused: {
                expired: number;
                disabled: number;
                revoked: number;
                scope: number;
                address: number;
            };
            /** @description Of accepted calls, within half a second. */
            firstUsedAt: string | null;
            lastUsedAt: string | null;
            /** @description How many of these no detail was ever told of. */
            withoutDetail: {
                accepted: number;
                refused: number;
            };
        };
        UsageDetail: {
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description Exclusive.
             */
            to: string;
            /** @enum {string} */
            step: "minute" | "hour" | "day";
            /**
             * Format: date-time
             * @description Detail of calls before this is deleted.
             */
            keptFrom: string;
            /** @description All that the detail of this time tells of. */
            calls: components["schemas"]["CallCounts"];
            /** @description Those with calls, in their order. */
            steps: {
                /** Format: date-time */
                start: string;
                calls: components["schemas"]["CallCounts"];
            }[];
            /** @description Those with the most calls first. */
            routes: {
                service: string | null;
                /**
                 * @description The template of a guarded route; null: other. Those are calls whose route was not told, and those by routes beyond the hundred with the most calls.
                 * @example GET /api/v1/items/{id}
                 */
                route: string | null;
                /** @description What the route asks for. */
                scopes: string[];
                calls: components["schemas"]["CallCounts"];
            }[];
            /** @description Those with the most calls first. */
            addresses: {
                /** @description null: other, as with routes. */
                address: string | null;
                calls: components["schemas"]["CallCounts"];
            }[];
        };
        CallCounts: {
            accepted: number;
            refused: {
                expired: number;
                disabled: number;
                revoked: number;
                scope: number;
                address: number;
            };
        };
        WorkspaceUsage: {
            totals: components["schemas"]["CallTotals"];
            detail: {
                /** Format: date-time */
                from: string;
                /**
                 * Format: date-time
                 * @description Exclusive.
                 */
                to: string;
                /** @enum {string} */
                step: "minute" | "hour" | "day";
                /**
                 * Format: date-time
                 * @description Detail of calls before this is deleted.
                 */
                keptFrom: string;
                /** @description All that the detail of this time tells of. */
                calls: components["schemas"]["CallCounts"];
                /** @description Those with calls, in their order. */
                steps: {
                    /** Format: date-time */
                    start: string;
                    calls: components["schemas"]["CallCounts"];
                }[];
                /** @description Those with the most calls first. */
                routes: {
                    service: string | null;
                    /**
                     * @description The template of a guarded route; null: other. Those are calls whose route was not told, and those by routes beyond the hundred with the most calls.
                     * @example GET /api/v1/items/{id}
                     */
                    route: string | null;
                    /** @description What the route asks for. */
                    scopes: string[];
                    calls: components["schemas"]["CallCounts"];
                }[];
                /** @description Those with the most calls first. */
                addresses: {
                    /** @description null: other, as with routes. */
                    address: string | null;
                    calls: components["schemas"]["CallCounts"];
                }[];
                tokens: {
                    /** @description null: other tokens than the hundred with the most calls. */
                    tokenId: string | null;
                    calls: components["schemas"]["CallCounts"];
                }[];
            };
        };
        TokenExposure: {
            tokenId: string;
            /** @description What the token did since the time asked for; null where none was. */
            since: {
                /** Format: date-time */
                since: string;
                /** @description False where detail since then is deleted, or was never told of some calls: it did more than this. */
                complete: boolean;
                detail: components["schemas"]["UsageDetail"];
            } | null;
            /** @description Each change that closed the token, the newest first; at most fifty. */
            closings: {
                /** @enum {string} */
                type: "TokenRevoked" | "TokenDisabled";
                position: number;
                /** Format: date-time */
                time: string;
                /** @description Whether it is so for each process. */
                complete: boolean;
                acceptedAtMost: number;
                boots: {
                    service: string;
                    boot: string;
                    /** @description False where this process has not told what it accepted, ended before it could, or had forgotten some of it, or where what was told is not kept any longer: it may have been more. */
                    complete: boolean;
                    /** @description Accepted after it last knew for certain that the token was open, and before it applied the change: an upper bound on what it accepted after the commit. */
                    acceptedAtMost: number;
                    firstAt: string | null;
                    lastAt: string | null;
                    /** @description By route and address, those with the most calls first; at most fifty. */
                    calls: {
                        /** @description null: other */
                        route: string | null;
                        /** @description null: other */
                        address: string | null;
                        calls: number;
                        /** Format: date-time */
                        firstAt: string;
                        /** Format: date-time */
                        lastAt: string;
                    }[];
                    /** @description Those of acceptedAtMost that are of none of these. */
                    otherCalls: number;
                }[];
            }[];
            /** @description How many more there were before these. */
            earlierClosings: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type HealthReport = components['schemas']['HealthReport'];
export type Problem = components['schemas']['Problem'];
export type Replica = components['schemas']['Replica'];
export type Session = components['schemas']['Session'];
export type SessionConfirmed = components['schemas']['SessionConfirmed'];
export type OwnSession = components['schemas']['OwnSession'];
export type TokenIssued = components['schemas']['TokenIssued'];
export type ApiToken = components['schemas']['ApiToken'];
export type Receipt = components['schemas']['Receipt'];
export type ApiTokenCounts = components['schemas']['ApiTokenCounts'];
export type TokenUpdated = components['schemas']['TokenUpdated'];
export type DryRun = components['schemas']['DryRun'];
export type TokenChanged = components['schemas']['TokenChanged'];
export type ApiTokenSecrets = components['schemas']['ApiTokenSecrets'];
export type TokenEvent = components['schemas']['TokenEvent'];
export type Change = components['schemas']['Change'];
export type TokenRotated = components['schemas']['TokenRotated'];
export type TokensRevoked = components['schemas']['TokensRevoked'];
export type OwnApiToken = components['schemas']['OwnApiToken'];
export type OwnTokenRevoked = components['schemas']['OwnTokenRevoked'];
export type Scope = components['schemas']['Scope'];
export type Bundle = components['schemas']['Bundle'];
export type ApiTokenKnowledge = components['schemas']['ApiTokenKnowledge'];
export type Checkpoint = components['schemas']['Checkpoint'];
export type WorkspaceProof = components['schemas']['WorkspaceProof'];
export type InclusionProof = components['schemas']['InclusionProof'];
export type ConsistencyProof = components['schemas']['ConsistencyProof'];
export type Introspection = components['schemas']['Introspection'];
export type ActiveToken = components['schemas']['ActiveToken'];
export type InactiveToken = components['schemas']['InactiveToken'];
export type LeakReported = components['schemas']['LeakReported'];
export type TokenFormat = components['schemas']['TokenFormat'];
export type Workspace = components['schemas']['Workspace'];
export type UserCreated = components['schemas']['UserCreated'];
export type User = components['schemas']['User'];
export type UserChanged = components['schemas']['UserChanged'];
export type UserPasswordReset = components['schemas']['UserPasswordReset'];
export type TokenUsage = components['schemas']['TokenUsage'];
export type CallTotals = components['schemas']['CallTotals'];
export type UsageDetail = components['schemas']['UsageDetail'];
export type CallCounts = components['schemas']['CallCounts'];
export type WorkspaceUsage = components['schemas']['WorkspaceUsage'];
export type TokenExposure = components['schemas']['TokenExposure'];
export type $defs = Record<string, never>;
export interface operations {
    listReplicas: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Replica"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person and the workspace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description The session has begun. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description The password is right. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionConfirmed"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description From now on it is the new one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["OwnSession"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
                /** @description As it is now. */
                status?: "pending" | "active" | "disabled" | "expired" | "revoked";
                /** @description Email or id of the user who issued it. */
                creator?: string;
                /** @description It has this scope, perhaps among others. */
                scope?: "company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read";
                /** @description Its last use, or its issue where it was never used, lies before this time. */
                unusedSince?: string;
                /** @description First characters of a secret that it has. */
                prefix?: string;
                kind?: "user" | "workspace";
                /** @description Part of its name, in any case. */
                name?: string;
                /** @description It ends before this time, or has ended. */
                expiringBefore?: string;
                /** @description It may be used from any address, or from an IPv4 block of more addresses than one of this prefix length. */
                widerThanIpv4?: number;
                /** @description The same of IPv6; where both are given, one that exceeds either. */
                widerThanIpv6?: number;
                asOf?: string;
                /** @description With `-` the other way round; equals in the order of their ids. Names by code point. What never ends comes after all that does, what was never used before all that was. */
                sort?: "createdAt" | "-createdAt" | "name" | "-name" | "lastUsedAt" | "-lastUsedAt" | "expiresAt" | "-expiresAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiToken"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description A request repeated with the same key and body issues nothing again. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes?: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[];
                    /** @enum {string} */
                    bundle?: "restricted" | "read-only" | "read-write" | "administrative";
                    expiresAt?: string | null;
                    notBefore?: string | null;
                    /** @description From where it may be used: addresses and CIDR ranges, also as text by lines or commas. None, null or absent: from anywhere. */
                    allowedIps?: string[] | string | null;
                    description?: string | null;
                    metadata?: {
                        [key: string]: string;
                    } | null;
                    /**
                     * @default user
                     * @enum {string}
                     */
                    kind?: "user" | "workspace";
                    /**
                     * @default live
                     * @enum {string}
                     */
                    environment?: "live" | "test";
                };
            };
        };
        responses: {
            /** @description Issued, and every replica is known to accept it. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenIssued"];
                };
            };
            /** @description Issued, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenIssued"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countApiTokens: {
        parameters: {
            query?: {
                /** @description Email or id of the user who issued it. */
                creator?: string;
                /** @description It has this scope, perhaps among others. */
                scope?: "company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read";
                /** @description Its last use, or its issue where it was never used, lies before this time. */
                unusedSince?: string;
                /** @description First characters of a secret that it has. */
                prefix?: string;
                kind?: "user" | "workspace";
                /** @description Part of its name, in any case. */
                name?: string;
                /** @description It ends before this time, or has ended. */
                expiringBefore?: string;
                /** @description It may be used from any address, or from an IPv4 block of more addresses than one of this prefix length. */
                widerThanIpv4?: number;
                /** @description The same of IPv6; where both are given, one that exceeds either. */
                widerThanIpv6?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenCounts"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showApiToken: {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiToken: {
        parameters: {
            query?: {
                reason?: string | null;
            };
            header?: {
                /** @description ETags of the token, or `*`: the change is made only to one of these versions. */
                "If-Match"?: string;
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateApiToken: {
        parameters: {
            query?: {
                /** @description `true`: changes nothing, and answers which recorded use the scopes and the allowlist in the body would have refused. Whether the change would be granted is not judged. */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description ETags of the token, or `*`: the change is made only to one of these versions. */
                "If-Match"?: string;
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Null or blank: none. */
                    description?: string | null;
                    scopes?: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[];
                    /** @description From where it may be used, as when it was issued. None or null: from anywhere; absent: as before. */
                    allowedIps?: string[] | string | null;
                    /** @description Null: at once. */
                    notBefore?: string | null;
                    /** @description Null: never. */
                    expiresAt?: string | null;
                    metadata?: {
                        [key: string]: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on it. With `dryRun`: not changed; the token and its last receipt as they are, and what the change would have refused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenUpdated"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showApiTokenSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current one, and the one before it while it works. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenSecrets"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiTokenEvents: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TokenEvent"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of the token, or `*`: the change is made only to one of these versions. */
                "If-Match"?: string;
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long the secret before this one still works; 0: it ends with this change.
                     * @default 0
                     */
                    gracePeriodSeconds?: number;
                };
            };
        };
        responses: {
            /** @description Rotated, and every replica is known to accept the new secret, and to refuse the old one from its end on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRotated"];
                };
            };
            /** @description Rotated, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRotated"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of the token, or `*`: the change is made only to one of these versions. */
                "If-Match"?: string;
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enableApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of the token, or `*`: the change is made only to one of these versions. */
                "If-Match"?: string;
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: string[];
                    filter?: {
                        /** @description Email or id of the user who issued it. */
                        creator?: string;
                        /**
                         * @description It has this scope, perhaps among others.
                         * @enum {string}
                         */
                        scope?: "company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read";
                        /**
                         * Format: date-time
                         * @description Its last use, or its issue where it was never used, lies before this time. Never the calling token.
                         */
                        unusedSince?: string;
                        /** @description First characters, 10 to 12, of a secret that it has. */
                        prefix?: string;
                    };
                    reason?: string | null;
                    /**
                     * @description Counts, and changes nothing.
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description All are revoked, and every replica is known to act on it; or they were only counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensRevoked"];
                };
            };
            /** @description Not confirmed yet, or some remain: send the request again, or ask at `receipt.href`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensRevoked"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showOwnApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is, what it may do, and how long it lasts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnApiToken"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeOwnApiToken: {
        parameters: {
            query?: {
                reason?: string | null;
            };
            header?: {
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Revoked, and every replica is known to act on it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnTokenRevoked"];
                };
            };
            /** @description Revoked, and not yet confirmed by every replica. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnTokenRevoked"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScopes: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the scopes, and the access levels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Scope"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                        /** @description The access levels, each with at least what the one before it has; on every page. */
                        bundles: components["schemas"]["Bundle"][];
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                position: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known now of the change at that position. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
                /** @description Not before this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Beyond this position. */
                after?: number;
                /** @description Before this position. */
                before?: number;
                type?: string;
                /** @description Id of the user or token that caused it. */
                actor?: string;
                /** @description Id of the token that it is about: its changes and its use. */
                token?: string;
                /** @description With `-` the newest first. */
                sort?: "position" | "-position";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TokenEvent"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showApiTokenKnowledge: {
        parameters: {
            query?: {
                /** @description Not in the future; where it is not given, now. */
                at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was committed, and what each replica knew. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenKnowledge"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showLatestCheckpoint: {
        parameters: {
            query?: {
                /** @description Whether to sign now; else it may be a minute old. */
                fresh?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The note. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showCheckpointKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Checkpoint"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveWorkspace: {
        parameters: {
            query?: {
                /** @description Size of a kept checkpoint; the newest where it is left out. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceProof"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveInclusion: {
        parameters: {
            query: {
                /** @description Of an event of the workspace. */
                position: number;
                /** @description Size of a kept checkpoint; the newest where it is left out. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveConsistency: {
        parameters: {
            query: {
                /** @description Size of the earlier checkpoint. */
                from: number;
                /** @description Size of a kept checkpoint; the newest where it is left out. */
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    introspectToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The token that is meant, whole. */
                    token: string;
                    /** @description Ignored: there is one kind of tokens. */
                    token_type_hint?: string;
                    /** @description From where the call came that carries the token: it is active only if it may be used from there, and a use is counted. */
                    client_address?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description What it is, or that it is not live. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Introspection"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokePresentedToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The token that is meant, whole. */
                    token: string;
                    /** @description Ignored: there is one kind of tokens. */
                    token_type_hint?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description Whatever it was, it is no live token any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportLeakedTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What was found, each whole; any texts. */
                    tokens: string[];
                };
            };
        };
        responses: {
            /** @description Received; what is a token will be revoked. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeakReported"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showTokenFormat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How to find tokens, and where to report them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenFormat"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller’s workspace, and what it decided for itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Null: none. */
                    maximumTokenLifetimeDays?: number | null;
                };
            };
        };
        responses: {
            /** @description The workspace as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description How many to show at most. */
                limit?: number;
                /** @description `nextCursor` of the page before; it belongs to this list with these filters. */
                cursor?: string;
                status?: "active" | "suspended" | "removed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        /** @description Given back as `cursor` it continues the list; null at its end. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "auditor" | "member";
                    /** @description What the person may grant, within the role; null: whatever the role may, as an owner always. */
                    grantableScopes?: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[] | null;
                };
            };
        };
        responses: {
            /** @description The user is there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserCreated"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on what it means for tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica, or some tokens remain. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role?: "owner" | "admin" | "auditor" | "member";
                    /** @description What the person may grant, within the role; null: whatever the role may, as an owner always. */
                    grantableScopes?: ("company:read" | "items:read" | "items:create" | "items:update" | "items:delete" | "warehouses:read" | "item-categories:read" | "stock-reports:read" | "renters:read" | "renters:create" | "renters:update" | "renters:delete" | "rents:read" | "rents:create" | "rents:update" | "rents:delete" | "webhooks:read" | "webhooks:manage" | "notifications:read" | "notifications:manage" | "instance:read" | "instance:manage" | "kiosk:scan" | "api_token:manage" | "audit:read")[] | null;
                };
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on what it means for tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica, or some tokens remain. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on what it means for tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica, or some tokens remain. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: do not wait for the confirmation (RFC 7240 §4.1). */
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Changed, and every replica is known to act on what it means for tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description Changed, and not yet confirmed by every replica, or some tokens remain. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserChanged"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetUserPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description From now on it is this one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPasswordReset"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followChanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** @enum {string} */
                        event: "changed" | "ended";
                        id?: string;
                        data: string;
                    };
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showApiTokenUsage: {
        parameters: {
            query?: {
                /** @description Calls since the step that this lies in; left out: an hour, a day or thirty days before `to`, by `step`. */
                from?: string;
                /** @description Calls up to the end of the step that this lies in; left out: now. */
                to?: string;
                /** @description Of UTC. The time asked for may have at most 1500 of them. */
                step?: "minute" | "hour" | "day";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its use. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenUsage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showWorkspaceUsage: {
        parameters: {
            query?: {
                /** @description Calls since the step that this lies in; left out: an hour, a day or thirty days before `to`, by `step`. */
                from?: string;
                /** @description Calls up to the end of the step that this lies in; left out: now. */
                to?: string;
                /** @description Of UTC. The time asked for may have at most 1500 of them. */
                step?: "minute" | "hour" | "day";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their use. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceUsage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showApiTokenExposure: {
        parameters: {
            query?: {
                /** @description When the token leaked: answers also all that it did since, as far as detail is kept. */
                since?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its exposure. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenExposure"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportEvents: {
        parameters: {
            query?: {
                /** @description `ndjson` can be verified; `csv` is for people and spreadsheets, and cannot. */
                format?: "ndjson" | "csv";
                /** @description The caller’s own: any other is 404. */
                workspaceId?: string;
                /** @description Only what happened to this token, and its use. */
                tokenId?: string;
                /** @description Size of a kept checkpoint: the export then shows that it goes on from there. NDJSON alone. */
                previousSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, streamed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

export const SCOPES = ["company:read","items:read","items:create","items:update","items:delete","warehouses:read","item-categories:read","stock-reports:read","renters:read","renters:create","renters:update","renters:delete","rents:read","rents:create","rents:update","rents:delete","webhooks:read","webhooks:manage","notifications:read","notifications:manage","instance:read","instance:manage","kiosk:scan","api_token:manage","audit:read"] as const;
export const STATUSES = ["pending","active","disabled","expired","revoked"] as const;
export const BUNDLES = ["restricted","read-only","read-write","administrative"] as const;
