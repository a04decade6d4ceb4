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
         * @description The workspace’s, newest first; expired and revoked ones too. All criteria have to hold. A token that is issued meanwhile shifts nothing; one whose place or use changes may come twice or not at all.
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
         * @description Needs `api_token:manage`.
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
         * @description All that happened to it, from its issue on: changes of its state and uses, by position.
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
export type TokenChanged = components['schemas']['TokenChanged'];
export type ApiTokenSecrets = components['schemas']['ApiTokenSecrets'];
export type TokenEvent = components['schemas']['TokenEvent'];
export type TokenRotated = components['schemas']['TokenRotated'];
export type TokensRevoked = components['schemas']['TokensRevoked'];
export type OwnApiToken = components['schemas']['OwnApiToken'];
export type OwnTokenRevoked = components['schemas']['OwnTokenRevoked'];
export type Scope = components['schemas']['Scope'];
export type Bundle = components['schemas']['Bundle'];
export type Introspection = components['schemas']['Introspection'];
export type ActiveToken = components['schemas']['ActiveToken'];
export type InactiveToken = components['schemas']['InactiveToken'];
export type LeakReported = components['schemas']['LeakReported'];
export type TokenFormat = components['schemas']['TokenFormat'];
export type Workspace = components['schemas']['Workspace'];
export type UserCreated = components['schemas']['UserCreated'];
export type User = components['schemas']['User'];
export type UserChanged = components['schemas']['UserChanged'];
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
            query?: never;
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
}

export const SCOPES = ["company:read","items:read","items:create","items:update","items:delete","warehouses:read","item-categories:read","stock-reports:read","renters:read","renters:create","renters:update","renters:delete","rents:read","rents:create","rents:update","rents:delete","webhooks:read","webhooks:manage","notifications:read","notifications:manage","instance:read","instance:manage","kiosk:scan","api_token:manage","audit:read"] as const;
export const STATUSES = ["pending","active","disabled","expired","revoked"] as const;
export const BUNDLES = ["restricted","read-only","read-write","administrative"] as const;
