// Made from docs/openapi.json by `npm run types`; not to be changed by hand.
export interface paths {
    "/api/thread/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a thread as LangWatch does
         * @description The traces of the conversation of this thread id, with all of what went in and came out. The key may also be sent as
         *     `X-Auth-Token`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Traces of a page, 1 to 1,000. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /**
                     * @description `true`: each trace with its spans.
                     * @example true
                     */
                    include_spans?: boolean;
                };
                header?: never;
                path: {
                    /** @description The thread id as it was reported, percent-encoded; or our id of the conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of its traces */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Thread"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is no such thread in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trace/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a trace as LangWatch does
         * @description With its spans. The key may also be sent as `X-Auth-Token`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 32 hexadecimal digits */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The trace */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LangWatchTrace"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is no such trace in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all assistants of the project. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The assistants */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assistants"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Adds an assistant. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "base_url": "https://api.openai.com/v1",
                     *       "model": "gpt-4o-mini",
                     *       "name": "Support",
                     *       "provider": "openai",
                     *       "system_prompt": "You help customers of a bicycle shop."
                     *     }
                     */
                    "application/json": components["schemas"]["NewAssistant"];
                };
            };
            responses: {
                /** @description The assistant */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assistant"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes an assistant that never answered and that no channel names; records keep naming those that did. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The assistant */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such assistant */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A channel or conversation names it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes an assistant. Another `base_url` without a new `api_key` forgets the key: it was meant for the old address. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The assistant */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "model": "gpt-4.1-mini"
                     *     }
                     */
                    "application/json": components["schemas"]["AssistantChange"];
                };
            };
            responses: {
                /** @description The assistant as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assistant"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such assistant */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/assistants/{id}/signing-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new secret for the calls of an assistant. For 24 hours they carry a signature of the old one, too. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The assistant */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The new secret */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewSigningSecret"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such assistant */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the versions of an assistant, the newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those below this one; the newest if left out. */
                    before?: number | null;
                    /** @description Most of them, 1 to 100. */
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description The assistant */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Its versions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssistantVersions"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such assistant */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a file
         * @description Always as something to be saved: `Content-Disposition: attachment`, never a type that a browser runs.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The file */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description No such file */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not here, or not yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what was done, newest first. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Only acts of this kind.
                     * @example conversation.delete
                     */
                    action?: string;
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of acts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditActs"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all channels of the project. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The channels */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Channels"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Adds a channel; it takes deliveries at once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "app_secret": "f00dfeed0123456789abcdef01234567",
                     *       "display_phone_number": "+33 4 55 55 01 00",
                     *       "name": "Shop in Lyon",
                     *       "phone_number_id": "106540352242923",
                     *       "type": "whatsapp",
                     *       "verify_token": "any-word-of-yours",
                     *       "waba_id": "102290129340398"
                     *     }
                     */
                    "application/json": components["schemas"]["NewChannel"];
                };
            };
            responses: {
                /** @description The channel */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Channel"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name or phone number id is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request is wrong; `errors` says how to mend it */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "app_secret: is missing; without it nobody could prove to be Meta",
                         *       "errors": [
                         *         {
                         *           "field": "app_secret",
                         *           "message": "is missing; without it nobody could prove to be Meta"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "Unprocessable Entity",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a channel by which no conversation came; one that is used can be disabled. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The channel */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such channel */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Conversations came by it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a channel, from the next delivery on. To change an app secret without a gap: add the new one, change it at
         *     Meta, remove the old one.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The channel */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "add_app_secret": "0123456789abcdef0123456789abcdef"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelChange"];
                };
            };
            responses: {
                /** @description The channel as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Channel"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such channel */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/channels/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something to somebody on a channel
         * @description As a reply, but to a phone number or user id: where there is no conversation yet, one begins.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The channel */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "client_id": "m-1",
                     *       "phone": "+1 555 123 0001",
                     *       "template": {
                     *         "language": "en_US",
                     *         "name": "order_ready",
                     *         "variables": {
                     *           "1": "Ada"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewMessage"];
                };
            };
            responses: {
                /** @description It was said before */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reply"];
                    };
                };
                /** @description Recorded, and to be sent */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reply"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The window is not open (`SESSION_EXPIRED`): send a template */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such channel */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The client id stands for another message */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More than 5 messages to one customer within a second; see `Retry-After` */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The channel cannot send (`SENDER_OFFLINE`), or the database does not answer */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows whether somebody may be written to freely
         * @description Costs nothing: the platform is not asked. Whoever never wrote on this channel has no conversation and no open window.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description A phone number in any notation, with its country code.
                     * @example +1 555 123 0001
                     */
                    phone?: string;
                    /**
                     * @description The id that WhatsApp gives its users in place of a number.
                     * @example US.13491208655302741918
                     */
                    wa_user_id?: string;
                };
                header?: never;
                path: {
                    /** @description The channel */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The session */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such channel */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the message templates of a channel
         * @description The list is the one of the channel's business account, which its numbers share. It is fetched every four hours, and
         *     within seconds when the platform tells of a change.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description `approved` (default), `pending`, `rejected`, `paused`, `disabled`, … or `all`.
                     * @example approved
                     */
                    status?: string;
                };
                header?: never;
                path: {
                    /** @description The channel */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The templates */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Templates"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such channel */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has the templates of a channel fetched now
         * @description That takes some ten seconds; `synced_at` of the list tells.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The channel */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description They are being fetched */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such channel */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The channel has no business account */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists conversations, newest activity first.
         * @description Pages are stable while conversations come and go: a page begins behind a row, not at a number. A conversation that
         *     gets a message while you read moves to the front of the list by last activity; sort by `started` to meet each once.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Types, separated by commas or repeated: `test`, `widget`, `whatsapp`, `api`, …
                     * @example whatsapp,api
                     */
                    type?: string;
                    /** @description The assistant that handled it. */
                    assistant_id?: string;
                    /** @description `active`, `inactive` or `ended`. */
                    status?: components["schemas"]["Status"];
                    /**
                     * @description The customer service window now: `open` (also when expiring), `expiring` or `closed`.
                     * @example open
                     */
                    window?: string;
                    /**
                     * @description A phone number, the beginning of one (`49151*`), a platform's user id or its beginning, or a user name (`@jane`).
                     * @example +49 151 2345678
                     */
                    customer?: string;
                    /**
                     * @description The thread key, session id or external identifier, or its beginning with `*`.
                     * @example order-4821*
                     */
                    thread_id?: string;
                    /** @description The caller's own id, exactly. */
                    external_identifier?: string;
                    /** @description Tags, separated by commas or repeated; all must be there. */
                    tag?: string;
                    /**
                     * @description An agent that was at work in it, by its exact name; programs that report traces tell it.
                     * @example triage
                     */
                    agent?: string;
                    /**
                     * @description A score by name, one of `>=`, `<=`, `!=`, `>`, `<`, `=`, and a number.
                     * @example helpful>=0.5
                     */
                    score?: string;
                    /** @description `true`: with errors; `false`: without. */
                    has_error?: boolean;
                    /**
                     * @description What it cost at the least, in the project's currency.
                     * @example 0.05
                     */
                    min_cost?: string;
                    /** @description What it cost at the most. */
                    max_cost?: string;
                    /**
                     * @description A variable and its current value, given or extracted.
                     * @example city=Oslo
                     */
                    variable?: string;
                    /**
                     * @description Begun at this time or later: RFC 3339, or a date, which begins at midnight UTC.
                     * @example 2026-02-01
                     */
                    from?: string;
                    /**
                     * @description Begun before this time, or on or before this date.
                     * @example 2026-02-28
                     */
                    to?: string;
                    /**
                     * @description Words that must all stand somewhere in the conversation: messages, variables, names, numbers and ids, whole or
                     *     as they begin, whatever their case and accents; a word that is nowhere is taken for a slip.
                     * @example refund order 4821
                     */
                    q?: string;
                    /** @description `false` leaves test conversations out. */
                    include_test?: boolean;
                    /**
                     * @description `last_activity` (default), `started`, `cost` or `messages`; `-` before it is descending, `+` ascending.
                     * @example -last_activity
                     */
                    sort?: string;
                    /**
                     * @description `desc` (default) or `asc`, in place of a sign before `sort`.
                     * @example desc
                     */
                    order?: string;
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description Another name of `limit`. */
                    per_page?: number;
                    /** @description `next_cursor` or `prev_cursor` of a page of the same list. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of conversations */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversations"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description A parameter is wrong; `errors` names each and how to mend it */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "score: must be a name, an operator (>= <= != > < =) and a number, like helpful>=0.5",
                         *       "errors": [
                         *         {
                         *           "field": "score",
                         *           "message": "must be a name, an operator (>= <= != > < =) and a number, like helpful>=0.5"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "Unprocessable Entity",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Record a conversation
         * @description Finds the conversation of `external_identifier` or begins it, and adds the messages whose ids are new, all in one
         *     commit. Repeating the request, or importing the same messages in other portions, gives the same record.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "external_identifier": "ticket-4711",
                     *       "messages": [
                     *         {
                     *           "content": "Where is my order 48213?",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "id": "msg-1",
                     *           "role": "user"
                     *         },
                     *         {
                     *           "content": "It left the house this morning.",
                     *           "cost": "0.000125",
                     *           "created_at": "2026-03-01T12:00:05Z",
                     *           "function_calls": [
                     *             {
                     *               "arguments": {
                     *                 "order": 48213
                     *               },
                     *               "name": "find_order",
                     *               "result": {
                     *                 "state": "shipped"
                     *               }
                     *             }
                     *           ],
                     *           "id": "msg-2",
                     *           "model": "gpt-4.1-mini",
                     *           "reply_to": "msg-1",
                     *           "role": "assistant",
                     *           "usage": {
                     *             "input_tokens": 212,
                     *             "output_tokens": 18
                     *           }
                     *         }
                     *       ],
                     *       "type": "api",
                     *       "variables": {
                     *         "name": "Ana"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewConversation"];
                };
            };
            responses: {
                /** @description Everything was known already */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Imported"];
                    };
                };
                /** @description Something was new and is recorded */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Imported"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts conversations by type, for a badge; costs the same however many there are. */
        get: {
            parameters: {
                query?: {
                    /** @description `true` adds test conversations to the total. */
                    include_test?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The numbers */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "data": [
                         *         {
                         *           "badge": {
                         *             "colour": "#f97316",
                         *             "label": "Test"
                         *           },
                         *           "count": 41,
                         *           "exact": true,
                         *           "type": "test"
                         *         },
                         *         {
                         *           "badge": {
                         *             "colour": "#22c55e",
                         *             "label": "WhatsApp"
                         *           },
                         *           "count": 12000,
                         *           "exact": false,
                         *           "type": "whatsapp"
                         *         }
                         *       ],
                         *       "total": {
                         *         "count": 12000,
                         *         "exact": false
                         *       }
                         *     }
                         */
                        "application/json": components["schemas"]["Counts"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes many conversations as if one by one. Count them first with `dry_run`, then confirm the count. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "filter": {
                     *         "to": "2026-01-31",
                     *         "type": "test"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Deletion"];
                };
            };
            responses: {
                /** @description What was or would be deleted */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeletionAnswer"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There are more or fewer than `confirm_count`; nothing was deleted */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "42 conversations are meant, but 41 were confirmed. Look again and confirm 42.",
                         *       "status": 409,
                         *       "title": "Conflict",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports the conversations that a filter means, as they are at one moment.
         * @description The file has an end mark, so that one that was cut off shows: in CSV a last row `#complete` with the number of
         *     conversations, in JSON `"complete": true` behind the list, in JSON Lines a last line `{"complete":true,"count":…}`.
         *
         *     CSV is safe to open in a spreadsheet: a cell that begins with `=`, `+`, `-`, `@`, a tab, a carriage return, NUL, a
         *     full-width form of those signs, or `'` has a `'` put before it. Take one leading `'` away to get the text back. JSON
         *     and JSON Lines hold every text as it is.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Types, separated by commas or repeated: `test`, `widget`, `whatsapp`, `api`, …
                     * @example whatsapp,api
                     */
                    type?: string;
                    /** @description The assistant that handled it. */
                    assistant_id?: string;
                    /** @description `active`, `inactive` or `ended`. */
                    status?: components["schemas"]["Status"];
                    /**
                     * @description The customer service window now: `open` (also when expiring), `expiring` or `closed`.
                     * @example open
                     */
                    window?: string;
                    /**
                     * @description A phone number, the beginning of one (`49151*`), a platform's user id or its beginning, or a user name (`@jane`).
                     * @example +49 151 2345678
                     */
                    customer?: string;
                    /**
                     * @description The thread key, session id or external identifier, or its beginning with `*`.
                     * @example order-4821*
                     */
                    thread_id?: string;
                    /** @description The caller's own id, exactly. */
                    external_identifier?: string;
                    /** @description Tags, separated by commas or repeated; all must be there. */
                    tag?: string;
                    /**
                     * @description An agent that was at work in it, by its exact name; programs that report traces tell it.
                     * @example triage
                     */
                    agent?: string;
                    /**
                     * @description A score by name, one of `>=`, `<=`, `!=`, `>`, `<`, `=`, and a number.
                     * @example helpful>=0.5
                     */
                    score?: string;
                    /** @description `true`: with errors; `false`: without. */
                    has_error?: boolean;
                    /**
                     * @description What it cost at the least, in the project's currency.
                     * @example 0.05
                     */
                    min_cost?: string;
                    /** @description What it cost at the most. */
                    max_cost?: string;
                    /**
                     * @description A variable and its current value, given or extracted.
                     * @example city=Oslo
                     */
                    variable?: string;
                    /**
                     * @description Begun at this time or later: RFC 3339, or a date, which begins at midnight UTC.
                     * @example 2026-02-01
                     */
                    from?: string;
                    /**
                     * @description Begun before this time, or on or before this date.
                     * @example 2026-02-28
                     */
                    to?: string;
                    /**
                     * @description Words that must all stand somewhere in the conversation: messages, variables, names, numbers and ids, whole or
                     *     as they begin, whatever their case and accents; a word that is nowhere is taken for a slip.
                     * @example refund order 4821
                     */
                    q?: string;
                    /** @description `false` leaves test conversations out. */
                    include_test?: boolean;
                    /**
                     * @description `csv`, `json` or `jsonl` (default).
                     * @example csv
                     */
                    format?: string;
                    /** @description `true` adds the messages: a row each in CSV, a list in each conversation otherwise. */
                    messages?: boolean;
                    /**
                     * @description As in the list.
                     * @example -last_activity
                     */
                    sort?: string;
                    /**
                     * @description As in the list.
                     * @example desc
                     */
                    order?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file, as an attachment */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/json": string;
                        "application/jsonl": string;
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description As many exports run as may at once; repeat after `Retry-After` seconds */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "4 exports run already, as many as may at once. Repeat the same request when one is done.",
                         *       "status": 429,
                         *       "title": "Too Many Requests",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tag many conversations */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "add": [
                     *         "refund"
                     *       ],
                     *       "ids": [
                     *         "0198a2c0-0000-7000-8000-000000000001"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeTags"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangedTags"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one conversation; its messages are at `/messages`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The conversation */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes a conversation with its messages, variables, scores, events and raw deliveries. What arrives for it later
         *     begins a new one.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Switch answers on or off, set tags
         * @description Setting what is already set changes nothing. Every change leaves a row in the audit log.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "ai_enabled": false,
                     *       "tags": [
                     *         "refund"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Change"];
                };
            };
            responses: {
                /** @description Changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Controls"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/conversations/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the files of a conversation, oldest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of files */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Attachments"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a conversation
         * @description It stays on record. Ending it again changes nothing; a further message has it go on.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Controls"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/handback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a conversation back
         * @description The assistant answers what the customer says from then on.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Handed back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Controls"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the messages of a conversation, oldest first. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description `asc` (default), oldest first, or `desc`.
                     * @example asc
                     */
                    order?: string;
                    /** @description Messages of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` or `prev_cursor` of a page of the same transcript. */
                    cursor?: string;
                    /**
                     * @description `annotations` also lists reactions, edits and revocations as messages of their own.
                     * @example annotations
                     */
                    include?: string;
                };
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of messages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Messages"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add messages to a conversation
         * @description To one that was recorded by API. Messages whose ids are known are left as they are.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "messages": [
                     *         {
                     *           "content": "Thank you!",
                     *           "created_at": "2026-03-01T12:01:00Z",
                     *           "id": "msg-3",
                     *           "role": "user"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NewMessages"];
                };
            };
            responses: {
                /** @description Everything was known already */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Imported"];
                    };
                };
                /** @description Something was new and is recorded */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Imported"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Its messages come by a channel */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what each model took in the traces of a conversation. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The models */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Models"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the notes of a conversation, oldest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of notes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notes"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add a note */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "author": "Maria",
                     *       "text": "Has called twice about order 48213."
                     *     }
                     */
                    "application/json": components["schemas"]["NewNote"];
                };
            };
            responses: {
                /** @description The note */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/notes/{note_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a note */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                    /** @description The note */
                    note_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such note */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a note
         * @description Only its author may, and who manages where no more than a name is known of the author.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                    /** @description The note */
                    note_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "text": "Has called three times about order 48213."
                     *     }
                     */
                    "application/json": components["schemas"]["EditNote"];
                };
            };
            responses: {
                /** @description The note */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller wrote no such note */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/conversations/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something to a customer
         * @description On WhatsApp it is put into the outbox by the commit that records it and sent at once; see `/api/v1/outbox` for what
         *     was not accepted. An answer of the assistant that waits is dropped: the customer has one. The assistant goes on
         *     answering what comes later unless the conversation is taken over.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "client_id": "r-1",
                     *       "text": "Your parcel leaves today."
                     *     }
                     */
                    "application/json": components["schemas"]["NewReply"];
                };
            };
            responses: {
                /** @description It was said before */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reply"];
                    };
                };
                /** @description Recorded, and to be sent */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reply"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The window is closed (`SESSION_EXPIRED`): the platform is not asked */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "code": "SESSION_EXPIRED",
                         *       "detail": "The customer's last message is older than 24 hours: send a template.",
                         *       "requires_template": true,
                         *       "status": 403,
                         *       "title": "Forbidden",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The client id stands for another message */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More than 5 messages to one customer within a second; see `Retry-After` */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The channel cannot send (`SENDER_OFFLINE`), or the database does not answer */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the scores of a conversation. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The scores */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scores"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/scores/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a score
         * @description The caller's own score of that name is replaced. Thumbs up and down are `user_feedback` of a message, 1 or 0.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                    /** @description What is judged, 1 to 100 characters */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "reason": "Right at once.",
                     *       "value": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SetScore"];
                };
            };
            responses: {
                /** @description The score */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Score"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation or message */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Take a score back */
        delete: {
            parameters: {
                query?: {
                    /** @description The message that was judged; left out, the conversation as a whole. */
                    message_id?: string;
                };
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                    /** @description What was judged */
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The caller gave no such score */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/spans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the spans of a conversation, with those of its traces that belong to no conversation. */
        get: {
            parameters: {
                query?: {
                    /** @description Spans of a page, 1 to 5,000. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of spans */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Spans"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a conversation over
         * @description The assistant answers no more until it is handed back, also not what waits already; an answer that is being written
         *     is dropped. Taking over from somebody else is taking over.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "assignee": "Maria"
                     *     }
                     */
                    "application/json": components["schemas"]["Takeover"];
                };
            };
            responses: {
                /** @description Taken over */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Controls"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file to be sent
         * @description The body is the file itself, whatever its `Content-Type` says: its type is told by its content. On WhatsApp what Meta
         *     takes may be sent: JPEG and PNG of up to 5 MB, audio and MP4 or 3GP video of up to 16 MB, WebP stickers of up to
         *     500 KB, PDF, Office and text documents of up to 100 MB. Elsewhere pictures, audio, video, PDF and documents. Nothing is
         *     larger than `media.limit_mb`. A file that no reply names within a day is removed.
         */
        post: {
            parameters: {
                query?: {
                    /**
                     * @description The name that the customer sees; what could lead out of a folder or hide its ending is taken out.
                     * @example bill-48213.pdf
                     */
                    name?: string;
                };
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            /** @description The bytes of the file */
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                /** @description It is here, and may be sent */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Uploaded"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is larger than files of its type may be */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is of a type that cannot be sent here */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the variables of a conversation with their sources, times and former values. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The variables */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Variables"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is none of this id in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        /**
         * Set variables
         * @description They count as given by the caller (`input_variables`); every value stays in the history. Answers with all given ones.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The conversation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "variables": {
                     *         "plan": "pro"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GivenVariables"];
                };
            };
            responses: {
                /** @description All variables given so far */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GivenVariables"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists raw deliveries, newest first, as far back as they are kept. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description `recorded`, `repeated`, `noted`, `unknown`, `rejected` or `erased`.
                     * @example rejected
                     */
                    outcome?: string;
                    /**
                     * @description The channel they came by.
                     * @example whatsapp
                     */
                    channel?: string;
                    /** @description Received at this time or later, RFC 3339. */
                    from?: string;
                    /** @description Received before this time. */
                    to?: string;
                    /** @description Speaking of this conversation. */
                    conversation_id?: string;
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deliveries"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replays all deliveries that a filter means, oldest first. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "filter": {
                     *         "from": "2026-02-01T00:00:00Z",
                     *         "outcome": "unknown"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayRequest"];
                };
            };
            responses: {
                /** @description What came of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReplaySummary"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a delivery with all conversations it speaks of. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The delivery */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The delivery */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such delivery */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/body": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives a delivery's body back, byte for byte. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The delivery */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The bytes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such delivery, or its body was erased */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replays one delivery. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The delivery */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What came of it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReplayAnswer"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such delivery, or its body was erased */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database still refuses it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows where traces are to be sent, and who has sent any. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Where, and what came */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sources"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what becomes of traces that name no conversation. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "session_by_trace": true
                     *     }
                     */
                    "application/json": components["schemas"]["SourcesChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sources"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/insights/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Add up costs, tokens and messages
         * @description From counters that are kept with every message, so that it takes the same time however many there are: by day and type,
         *     or by day and conversation for assistants, models and customers. Unknown prices count as nothing. Test chats are left
         *     out unless asked for.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description `day` (default), `type`, `day,type`, `assistant`, `model` or `customer`.
                     * @example day,type
                     */
                    group_by?: string;
                    /**
                     * @description The first day (UTC); 29 days before the last if left out.
                     * @example 2026-02-01
                     */
                    from?: string;
                    /**
                     * @description The last day (UTC); today if left out. Assistants, models and customers are added up over at most 92 days.
                     * @example 2026-02-28
                     */
                    to?: string;
                    /** @description Whether test chats are part of it. */
                    include_test?: boolean;
                    /** @description How many assistants, models or customers are shown by themselves, those of the highest cost; 1 to 100. */
                    top?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The totals */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Insights"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that nobody has accepted yet */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The invitations */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitations"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite somebody
         * @description The link is good for 7 days and once. Inviting the same address again voids the link before.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "email": "maria@example.com",
                     *       "role": "reviewer"
                     *     }
                     */
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            responses: {
                /** @description The link */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeInvitation"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Is in the project already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Come in by a link
         * @description Somebody new gets an account; the link is used up, and a cookie is answered as when signing in.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "Maria",
                     *       "password": "correct horse battery",
                     *       "token": "k3…"
                     *     }
                     */
                    "application/json": components["schemas"]["Accept"];
                };
            };
            responses: {
                /** @description Signed in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description The password is not that of the account */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Used, over or never there */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The address has an account */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a link is for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "token": "k3…"
                     *     }
                     */
                    "application/json": components["schemas"]["Look"];
                };
            };
            responses: {
                /** @description What it opens */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Looked"];
                    };
                };
                /** @description Used, over or never there */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The invitation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Its link is void */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such invitation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all keys of the project. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The keys */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKeys"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a key and shows it, this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "nightly export",
                     *       "scopes": [
                     *         "read"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            responses: {
                /** @description The key */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeKey"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key at once. A key cannot end itself, so that somebody is left who can make another. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The key */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The key is of no use any more */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such key */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is the key that asks */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key that may do the same as another, which ends after a while; shows the new one, this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The old key */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "overlap_hours": 24
                     *     }
                     */
                    "application/json": components["schemas"]["KeyRotation"];
                };
            };
            responses: {
                /** @description The new key */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeKey"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such key */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It has ended already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * News as they come
         * @description `changed` names conversations that have news, within about a second; with `conversation` given, `record` says that
         *     its record has, and `piece` brings its answer under way. A stream ends after an hour; a page that comes again asks for
         *     what it shows anew.
         */
        get: {
            parameters: {
                query?: {
                    /** @description A conversation whose answers are to be told as they come. */
                    conversation?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Events `changed`, `record` and `piece` */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Changed"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such conversation */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's own name or password */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "Maria"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeMe"];
                };
            };
            responses: {
                /** @description Changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Nobody is signed in. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another site's page asked. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many tries */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where one is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnSessions"];
                    };
                };
                /** @description Nobody is signed in. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another site's page asked. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Sign out everywhere else */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Only this session is left */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another site's page asked. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out elsewhere */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The session */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is over */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another site's page asked. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such session */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists messages that a platform has not accepted, newest first. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description `due`: to be sent; `sending`: on its way; `uncertain`: the platform may have it, a status will tell, or you;
                     *     `failed`: given up. All of them without it.
                     * @example uncertain
                     */
                    state?: string;
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of the outbox */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Outbox"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbox/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a message out of the outbox; it will not be sent, and stands on record as failed. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The message */
                    message_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in the outbox: it was accepted, or there is no such message */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is being sent just now */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbox/{message_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a message once more that is in doubt or was given up.
         * @description One in doubt may have arrived: the customer then gets it twice.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The message */
                    message_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is due now */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in the outbox: it was accepted, or there is no such message */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is due or being sent already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erases a person: all conversations of whoever is known by an alias, with names, numbers and raw deliveries. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "mode": "delete",
                     *       "phone": "+1 555 123 0001"
                     *     }
                     */
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            responses: {
                /** @description What was or would be erased */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErasureAnswer"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There are more or fewer than `confirm_count`; nothing was erased */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the project's prices for customers' messages. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The prices */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePrices"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/messages/{type}/{from}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets what a customer's message costs in conversations of a type, from a day on.
         * @description Reactions, edits and the like cost nothing. What was recorded before stays; see `/api/v1/prices/reprice`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The type of conversation
                     * @example widget
                     */
                    type: string;
                    /**
                     * @description The first day (UTC)
                     * @example 2026-03-01
                     */
                    from: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "price": "0.01"
                     *     }
                     */
                    "application/json": components["schemas"]["NewMessagePrice"];
                };
            };
            responses: {
                /** @description The price */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePrice"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Takes a price for customers' messages away; the one before it then holds on. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The type of conversation
                     * @example widget
                     */
                    type: string;
                    /**
                     * @description The first day (UTC)
                     * @example 2026-03-01
                     */
                    from: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There was none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what models cost: the project's own prices and the shipped ones. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The prices */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelPrices"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/models/{model}/{from}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets what a model costs, from a day on.
         * @description It holds for answers, extractions, imports without a cost and pricing anew; an assistant's own price goes before it.
         *     What was recorded before stays; see `/api/v1/prices/reprice`. Slashes in the model's name are written as `%2F`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The model's name, as its provider answers with
                     * @example gpt-4o
                     */
                    model: string;
                    /**
                     * @description The first day (UTC)
                     * @example 2026-03-01
                     */
                    from: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "cache_read": "1",
                     *       "input": "2",
                     *       "output": "8"
                     *     }
                     */
                    "application/json": components["schemas"]["NewPrice"];
                };
            };
            responses: {
                /** @description The price */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelPrice"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Takes the project's own price of a model away; its one before then holds on, or the shipped one. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The model's name
                     * @example gpt-4o
                     */
                    model: string;
                    /**
                     * @description The first day (UTC)
                     * @example 2026-03-01
                     */
                    from: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There was none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/reprice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what was priced anew, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Repricings"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Prices anew what is on record, by the prices as they are now.
         * @description It is done in the background, in batches; what is recorded meanwhile is not meant. What a provider or an import said
         *     that an answer cost stays. Old prices are kept: see `changes`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "from": "2026-03-01T00:00:00Z",
                     *       "model": "gpt-4o"
                     *     }
                     */
                    "application/json": components["schemas"]["NewRepricing"];
                };
            };
            responses: {
                /** @description It begins */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Repricing"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/reprice/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how far a pricing anew is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The pricing anew */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How far it is */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Repricing"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is none of this id */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/reprice/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what a pricing anew changed, each message with its old and new price. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description The pricing anew */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PriceChanges"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is none of this id */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the project that the key opens. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The project */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Projects"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the rate card, and what is left of the free allowances. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The card */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RateCard"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Puts a rate card in place of the one before, whole or not at all.
         * @description CSV in UTF-8, up to 10,000 lines, with the columns `market`, `prefixes`, `category`, `currency`, `rate`, `from` and,
         *     if you like, `tier`, in any order. `prefixes` are calling codes in digits and countries in two letters, separated by
         *     spaces: the market of a customer is that of the longest prefix of the number, or of the country of the user id where
         *     no number is known. What was booked before stays; see `/api/v1/prices/reprice`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example market,prefixes,category,currency,rate,from
                     *     Germany,49 DE,utility,USD,0.0456,2026-07-01
                     */
                    "text/csv": string;
                };
            };
            responses: {
                /** @description The card as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RateCard"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all rules. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The rules */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionRules"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts what rules would delete now; nothing is deleted. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "rules": {
                     *         "test": 30,
                     *         "whatsapp": 365
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RetentionTrial"];
                };
            };
            responses: {
                /** @description The counts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionOutlook"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the rule of a type. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The type of conversation
                     * @example test
                     */
                    type: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The rule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionRule"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description This type is kept for ever */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sets the rule of a type; it is applied a day later. Try it first. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The type of conversation
                     * @example test
                     */
                    type: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "days": 30
                     *     }
                     */
                    "application/json": components["schemas"]["RetentionTerm"];
                };
            };
            responses: {
                /** @description The rule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionRule"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes the rule of a type, which is then kept for ever. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The type of conversation
                     * @example test
                     */
                    type: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description There is no rule any more */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There was none */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
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
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whoever it is */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Nobody is signed in. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another site's page asked. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in
         * @description Answers with a cookie that scripts cannot read. It lasts 30 days, and 7 days without use.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "email": "maria@example.com",
                     *       "password": "correct horse battery"
                     *     }
                     */
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description Signed in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Address or password is wrong */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many tries */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Sign out
         * @description The session is over on the server too. Without one there is nothing to do.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at another project */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "project_id": "0198a2c0-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Turn"];
                };
            };
            responses: {
                /** @description From now on */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Nobody is signed in. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another site's page asked. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description They are in no such project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody is signed in, and whether anybody can */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it stands */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tags in use */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The tags */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tags"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test-chat/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a test session
         * @description The session is recorded at once as a conversation of type `test`, which totals leave out unless asked for.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "variables": {
                     *         "name": "Ana",
                     *         "plan": "pro"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewSession"];
                };
            };
            responses: {
                /** @description Begun and recorded */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test-chat/sessions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a test session
         * @description It stays on record. Ending it again changes nothing; a further message has it go on.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The session's `conversation_id` */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Controls"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such test session */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test-chat/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what was said */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The session's `conversation_id` */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Oldest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["History"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such test session */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Send a message and get the answer
         * @description The message is committed before the assistant is asked, the answer before it is reported whole. A caller that
         *     hangs up stops neither. With `Accept: text/event-stream` the answer comes in pieces: `message` (what was said, as
         *     recorded), then `delta` events (`{"text": …}`) and `tool_calls` (calls with results, as recorded), then `done` with the recorded answer, or `error` with the answer
         *     as far as it came or a problem. Without it, an answer that takes longer than the server lets a request take is not
         *     reported, but recorded: send the message again with the same `client_id`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The session's `conversation_id` */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "client_id": "m-1",
                     *       "message": "Where is my order 48213?"
                     *     }
                     */
                    "application/json": components["schemas"]["NewTestMessage"];
                };
            };
            responses: {
                /** @description Recorded and answered */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Turn"];
                        "text/event-stream": string;
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such test session */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The client id stands for another message */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test-chat/sessions/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop the answer
         * @description What was said of it so far is recorded as the answer, with the `finish_reason` `stopped`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The session's `conversation_id` */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "stopped": true
                         *     }
                         */
                        "application/json": components["schemas"]["Stopped"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such test session */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists traces, newest first: those too that name no conversation. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Begun then or later, RFC 3339.
                     * @example 2026-03-01T00:00:00Z
                     */
                    from?: string;
                    /** @description Begun before, RFC 3339. */
                    to?: string;
                    /**
                     * @description Of conversations whose thread id begins so.
                     * @example order-
                     */
                    thread?: string;
                    /**
                     * @description `true`: only those with a span that failed.
                     * @example true
                     */
                    has_error?: boolean;
                    /**
                     * @description `true`: only those that belong to no conversation.
                     * @example true
                     */
                    unassigned?: boolean;
                    /**
                     * @description Only those with a span of an agent of exactly this name.
                     * @example triage
                     */
                    agent?: string;
                    /**
                     * @description Only those with a span of which all these terms hold: `name:value`, with blanks between them; a value with
                     *     blanks in quotes; `*` for any value, `!` before a term for the opposite. The names `model`, `provider`, `agent`,
                     *     `tool`, `name`, `kind`, `user`, `error`, `failed`, `environment`, `release` and `source` mean what is shown of
                     *     spans, any other an attribute as it was sent.
                     * @example model:gpt-4o !kind:tool http.route:"/chat"
                     */
                    query?: string;
                    /** @description Traces of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of traces */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Traces"];
                    };
                };
                /** @description `query` cannot be read; `errors` says at which character, and how to mend it */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "query: at character 12: * stands alone for any value; put a value with a star in quotes",
                         *       "errors": [
                         *         {
                         *           "field": "query",
                         *           "message": "at character 12: * stands alone for any value; put a value with a star in quotes"
                         *         }
                         *       ],
                         *       "status": 400,
                         *       "title": "Bad Request",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traces/{trace_id}/spans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the spans of a trace. */
        get: {
            parameters: {
                query?: {
                    /** @description Spans of a page, 1 to 5,000. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description 32 hexadecimal digits */
                    trace_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of spans */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Spans"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is no such trace in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A parameter is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traces/{trace_id}/spans/{span_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a span. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 32 hexadecimal digits */
                    trace_id: string;
                    /** @description 16 hexadecimal digits, or 32 */
                    span_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The span */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SpanDetail"];
                    };
                };
                /** @description No valid key was sent. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description The key lacks the scope `read`. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
                /** @description There is no such span in the key's project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat after `Retry-After` seconds. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description `about:blank`; the title says it all. */
                            type: string;
                            /** @description The status in words. */
                            title: string;
                            /**
                             * Format: int32
                             * @description The status code.
                             */
                            status: number;
                            /** @description What happened and what to do. */
                            detail: string;
                            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
                            code?: string | null;
                            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
                            requires_template?: boolean | null;
                            window?: components["schemas"]["Window"] | null;
                            /** @description The faults one by one, where there are any. */
                            errors?: components["schemas"]["Fault"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in the project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The people */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Users"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
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
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove somebody from the project
         * @description They are signed out of it at once. Whoever is in no project any more has no account any more.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Who */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description They are out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody of the project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description They are the last owner */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change somebody's role
         * @description It holds from their next request on. A project always has an owner, once it has one.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Who */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "role": "reviewer"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeUser"];
                };
            };
            responses: {
                /** @description Everybody, as they are now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Users"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody of the project */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description They are the last owner */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one's own views and those that are shared */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The views */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Views"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keep a view */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "name": "Refunds of this week",
                     *       "query": "tag=refund&sort=-cost"
                     *     }
                     */
                    "application/json": components["schemas"]["NewView"];
                };
            };
            responses: {
                /** @description The view */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["View"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
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
         * Forget a view
         * @description One's own; with the scope `manage` also what others share.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The view */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No view of the caller's */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all webhooks of the project. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The webhooks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Webhooks"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Adds a webhook and shows its secret, this once; it is told what happens from then on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         "conversation.ended",
                     *         "message.failed"
                     *       ],
                     *       "name": "CRM",
                     *       "url": "https://crm.example.com/hooks/verbatim"
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            responses: {
                /** @description The webhook with its secret */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookWithSecret"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request is wrong; `errors` says how to mend it */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "events: is empty; name at least one event",
                         *       "errors": [
                         *         {
                         *           "field": "events",
                         *           "message": "is empty; name at least one event"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "Unprocessable Entity",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a webhook and all that it was still to be told. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such webhook */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a webhook. One that is off is told nothing of what happens meanwhile; what it was still to be told waits. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "enabled": true
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookChange"];
                };
            };
            responses: {
                /** @description The webhook as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Webhook"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such webhook */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/webhooks/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what a webhook was and is to be told, newest first. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description `due`: to be told; `sent`: taken; `failed`: given up. All of them without it.
                     * @example failed
                     */
                    state?: string;
                    /** @description Rows of a page, 1 to 100. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: number;
                };
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of its events */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEvents"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such webhook */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/events/{event_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells one event once more that was taken or given up, under its old id. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                    /** @description The event */
                    event_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is due now */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such event, or it is due already */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells all events of a time once more that were given up, or that were taken, in their old order and under their old ids. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "from": "2026-02-01T00:00:00Z",
                     *       "state": "failed"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            responses: {
                /** @description How many */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookReplayed"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such webhook */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a webhook a new secret and shows it, this once. For a while both sign, so that nothing is refused meanwhile. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "keep_hours": 24
                     *     }
                     */
                    "application/json": components["schemas"]["Rotation"];
                };
            };
            responses: {
                /** @description The webhook with its new secret */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookWithSecret"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such webhook */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a signed `webhook.test` at once, also to a webhook that is off, and tells what came back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The webhook */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What came back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookTest"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such webhook */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/widgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List widgets */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The widgets */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Widgets"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a widget
         * @description It works at once on pages of `allowed_origins`. The secret is shown this once.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "allowed_origins": [
                     *         "https://shop.example"
                     *       ],
                     *       "name": "Shop",
                     *       "settings": {
                     *         "form": {
                     *           "fields": [
                     *             {
                     *               "label": "E-mail",
                     *               "name": "email",
                     *               "required": true,
                     *               "type": "email"
                     *             }
                     *           ]
                     *         },
                     *         "suggestions": [
                     *           "Where is my order?"
                     *         ],
                     *         "title": "Bicycle shop"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewWidget"];
                };
            };
            responses: {
                /** @description The widget with its secret */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WidgetWithSecret"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request is wrong; `errors` says how to mend it */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "detail": "allowed_origins[0]: is no origin such as https://shop.example: scheme, host and nothing behind",
                         *       "errors": [
                         *         {
                         *           "field": "allowed_origins[0]",
                         *           "message": "is no origin such as https://shop.example: scheme, host and nothing behind"
                         *         }
                         *       ],
                         *       "status": 422,
                         *       "title": "Unprocessable Entity",
                         *       "type": "about:blank"
                         *     }
                         */
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/widgets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a widget */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The widget */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The widget */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Widget"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such widget */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Remove a widget
         * @description Chats that are open end there; what was said stays on record.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The widget */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such widget */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a widget
         * @description Pages show the change within a minute. `settings` is taken as a whole: what is left out of it is as if new.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The widget */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "allowed_origins": [
                     *         "https://shop.example",
                     *         "https://www.shop.example"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WidgetChange"];
                };
            };
            responses: {
                /** @description The widget as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Widget"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such widget */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body did not arrive in time. */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The name is taken */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/widgets/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a widget a new secret
         * @description It is shown this once. Tokens under the old one count for 24 hours more; sessions that are open stay open.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The widget */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The widget with its new secret */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WidgetWithSecret"];
                    };
                };
                /** @description The key is missing or unknown. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The key lacks the scope. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such widget */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A field cannot be accepted; `errors` names it. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database does not answer just now; repeat the same request. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
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
        /** @description Somebody who comes in by a link. */
        Accept: {
            /** @description What stands behind the `#`. */
            token: string;
            /**
             * @description Needed where the link names nobody.
             * @example maria@example.com
             */
            email?: string | null;
            /**
             * @description The name that others will see; needed of somebody new.
             * @example Maria
             */
            name?: string | null;
            /**
             * @description A new one of 10 to 200 characters, or, of an address that has an account, the one that it has.
             * @example correct horse battery
             */
            password: string;
        };
        /** @description What a number has used. */
        Allowance: {
            /**
             * Format: uuid
             * @description The channel.
             */
            channel_id: string;
            /**
             * @description Its name.
             * @example Shop
             */
            name: string;
            /**
             * @description Digits.
             * @example 15550783881
             */
            phone?: string | null;
            /**
             * Format: int64
             * @description Messages that were not charged because of it, since the first of the month (UTC).
             * @example 412
             */
            used: number;
            /**
             * Format: int64
             * @description Messages that are free in a month.
             * @example 1000
             */
            of: number;
        };
        /** @description What one answer may take, all its calls of model and tools together. */
        AnswerLimits: {
            /**
             * Format: int32
             * @description Seconds, 1 to 900.
             * @default 120
             * @example 120
             */
            seconds: number;
            /**
             * Format: int64
             * @description Tokens, input and output of all calls; none is no limit.
             * @default null
             * @example 50000
             */
            tokens: number | null;
            /**
             * Format: int32
             * @description Tokens of the conversation that the model is told, counted as 4 bytes each; 100 to 1,000,000.
             * @default 12000
             * @example 12000
             */
            history_tokens: number;
            /**
             * Format: int32
             * @description How often the model may call tools before it must answer, 1 to 32.
             * @default 8
             * @example 8
             */
            rounds: number;
        };
        /** @description A key without its secret part. */
        ApiKey: {
            /**
             * Format: uuid
             * @description Its id, under which the audit log names it.
             */
            id: string;
            /** @description What people call it. */
            name: string;
            /**
             * @description How it begins, to tell keys apart.
             * @example vb_4f1cQx9
             */
            prefix: string;
            /** @description What it may do. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends, if it does.
             */
            expires_at?: string | null;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            last_used_at?: string | null;
            /**
             * Format: date-time
             * @description When it was revoked, if it was.
             */
            revoked_at?: string | null;
            /**
             * Format: int32
             * @description Most spans that it may report in a minute; null: as many as there are.
             */
            spans_per_minute?: number | null;
        };
        /** @description All keys of the project. */
        ApiKeys: {
            /** @description The newest first, revoked ones too. */
            data: components["schemas"]["ApiKey"][];
        };
        /** @description Somebody of the staff who has taken a conversation over. */
        Assignee: {
            /**
             * @description As given when it was taken over.
             * @example Maria
             */
            name: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
        };
        /** @description An assistant; its key for the model is never shown. */
        Assistant: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What people call it.
             * @example Support
             */
            name: string;
            /**
             * @description `demo` answers without any model, `openai` asks whatever speaks the same API, `http` an address of your own.
             * @example openai
             */
            provider: string;
            /**
             * @description Where the model's API begins.
             * @example https://api.openai.com/v1
             */
            base_url?: string | null;
            /**
             * @description The model.
             * @example gpt-4o-mini
             */
            model?: string | null;
            /**
             * @description What it is told first.
             * @example You help customers of a bicycle shop.
             */
            system_prompt: string;
            /**
             * @description What a customer is told when the model failed; nothing where it is empty.
             * @example Sorry, I cannot answer just now. Please try again in a few minutes.
             */
            failure_text: string;
            /** @description Whether a key for the model is stored. */
            has_api_key: boolean;
            /**
             * @description What calls to your own addresses (tools, the provider `http`) are signed with; shown once, when the assistant is
             *     made.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            signing_secret?: string | null;
            /**
             * Format: int32
             * @description Rises with every change of what it is told or does; each answer names it.
             * @example 3
             */
            version: number;
            /** @description Whether it answers at all. */
            ai_enabled: boolean;
            /**
             * Format: int32
             * @description Minutes without a word after which its conversations fall idle; null for the program's setting.
             * @example 30
             */
            idle_timeout_minutes?: number | null;
            /**
             * @description What it says first in a test chat or widget; nothing where it is empty.
             * @example Hello {{name}}, how can I help?
             */
            welcome_text: string;
            /** @description Options that the model is asked with. */
            options: components["schemas"]["ModelOptions"];
            /** @description What one answer may take. */
            limits: components["schemas"]["AnswerLimits"];
            /** @description Tools of your own. */
            tools: components["schemas"]["Tool"][];
            /** @description Tools of ours. */
            builtin_tools: components["schemas"]["BuiltinTool"][];
            extraction?: components["schemas"]["Extraction"] | null;
            speech?: components["schemas"]["Speech"] | null;
            price?: components["schemas"]["Price"] | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        /** @description What to change; what is left out stays. */
        AssistantChange: {
            /** @description What people call it. */
            name?: string | null;
            provider?: components["schemas"]["AssistantProvider"] | null;
            /** @description Where the model's API begins; null for none. */
            base_url?: string | null;
            /** @description The model; null for none. */
            model?: string | null;
            /** @description What it is told first. */
            system_prompt?: string | null;
            /** @description What a customer is told when the model failed for good; nothing where it is empty. */
            failure_text?: string | null;
            /** @description The key for the model; null forgets it. */
            api_key?: string | null;
            price?: components["schemas"]["NewPrice"] | null;
            /** @description What it says first. */
            welcome_text?: string | null;
            /** @description Whether it answers at all. */
            ai_enabled?: boolean | null;
            /**
             * Format: int32
             * @description Minutes without a word after which its conversations fall idle; null for the program's setting.
             */
            idle_timeout_minutes?: number | null;
            options?: components["schemas"]["ModelOptions"] | null;
            limits?: components["schemas"]["AnswerLimits"] | null;
            /** @description Tools of your own, all of them. */
            tools?: components["schemas"]["Tool"][] | null;
            /** @description Tools of ours, all of them. */
            builtin_tools?: components["schemas"]["BuiltinTool"][] | null;
            extraction?: components["schemas"]["Extraction"] | null;
            speech?: components["schemas"]["Speech"] | null;
        };
        /**
         * Format: uuid
         * @description An assistant that answers.
         */
        AssistantId: string;
        /**
         * @description Who does the answering.
         * @enum {string}
         */
        AssistantProvider: "demo" | "openai" | "http";
        /** @description What an assistant was told and did. */
        AssistantVersion: {
            /**
             * Format: int32
             * @description Answers name it as `assistant_version`.
             * @example 3
             */
            version: number;
            /** @description Name, provider, model, prompt, texts and settings; no secrets, no prices. */
            content: Record<string, never>;
            /**
             * Format: date-time
             * @description From when.
             */
            created_at: string;
        };
        /** @description Versions of an assistant. */
        AssistantVersions: {
            /** @description The newest first. */
            data: components["schemas"]["AssistantVersion"][];
        };
        /** @description All assistants of the project. */
        Assistants: {
            /** @description The oldest first. */
            data: components["schemas"]["Assistant"][];
        };
        /** @description A file that belongs to a message. */
        Attachment: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The message that it came with; null as long as an uploaded file is in none.
             */
            message_id?: string | null;
            /**
             * @description What it was sent as: `image`, `video`, `audio`, `document` or `sticker`.
             * @example document
             */
            kind?: string | null;
            /**
             * @description The name that the sender gave it, as it came; treat it as a stranger's text.
             * @example bill.pdf
             */
            name?: string | null;
            /**
             * @description `waiting` until it is here, `stored`, or `failed` when it will not come.
             * @example stored
             */
            state: string;
            /**
             * @description Its type, told by its content; null until it is here.
             * @example application/pdf
             */
            media_type?: string | null;
            /**
             * @description Its type as the sender says.
             * @example application/pdf
             */
            declared_type?: string | null;
            /**
             * Format: int64
             * @description Bytes; null until it is here.
             * @example 48213
             */
            size?: number | null;
            /**
             * @description In hex; null until it is here.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256?: string | null;
            /**
             * @description Why it did not come the last time; while it is `waiting` it is tried again.
             * @example the host took too long
             */
            error?: string | null;
            /**
             * @description What is said in it, where it is sound that the assistant could hear; null where there is no such text, or not yet.
             * @example Hello, where is my order 48213?
             */
            derived_text?: string | null;
            /**
             * @description The model that the text is from, or that did not give one.
             * @example gpt-4o-mini-transcribe
             */
            derived_from?: string | null;
            /**
             * @description Why there is no text, or not yet: what passes is tried four times.
             * @example the model could not be asked: the host took too long
             */
            derived_error?: string | null;
            /**
             * @description Where the file is to be had, with the same key; null until it is here.
             * @example /api/v1/attachments/01942b4e-7c00-7000-8000-000000000001/content
             */
            content_url?: string | null;
            /**
             * Format: date-time
             * @description When it was announced or uploaded.
             */
            created_at: string;
        };
        /** @description A page of files. */
        Attachments: {
            /** @description The oldest first. */
            data: components["schemas"]["Attachment"][];
            /**
             * Format: uuid
             * @description Give it as `cursor` for newer ones; null at the end.
             */
            next_cursor?: string | null;
        };
        /** @description One act. */
        AuditAct: {
            /**
             * Format: uuid
             * @description Its id; that of an erasure is its certificate.
             */
            id: string;
            /**
             * @description `key:<id>`, `system` or `cli`.
             * @example key:019ca945-0a00-756e-a625-934ee9bc5d47
             */
            actor: string;
            /**
             * @description What was done.
             * @example conversation.delete
             */
            action: string;
            /**
             * @description To what, by id.
             * @example conversation:019ca945-0a00-756e-a625-934fb4df9f1f
             */
            subject: string;
            /**
             * @description `done`, `refused` or `failed`.
             * @example done
             */
            result: string;
            /** @description Counts, ids and settings. */
            detail: unknown;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The request that asked for it. */
            request_id?: string | null;
        };
        /** @description A page of acts. */
        AuditActs: {
            /** @description The newest first. */
            data: components["schemas"]["AuditAct"][];
            /**
             * Format: uuid
             * @description Give it as `cursor` for older ones; null at the end.
             */
            next_cursor?: string | null;
        };
        /** @description A badge; the colour is a background for dark text, since white on these is hard to read. */
        Badge: {
            /**
             * @description The word, for people.
             * @example WhatsApp
             */
            label: string;
            /**
             * @description `#rrggbb`.
             * @example #22c55e
             */
            colour: string;
        };
        /**
         * @description A tool of ours.
         * @enum {string}
         */
        BuiltinTool: "end_conversation" | "hand_over" | "set_variable";
        /** @description A button; pressing it sends its title as the customer's answer. */
        Button: {
            /**
             * @description Your own id, which comes back with the answer; up to 256 characters, another one for each button.
             * @example today
             */
            id: string;
            /**
             * @description What stands on it, up to 20 characters.
             * @example Today
             */
            title: string;
        };
        /** @description What to change; what is left out stays. */
        Change: {
            /** @description Whether the assistant answers. */
            ai_enabled?: boolean | null;
            /** @description All tags it is to have: at most 50, each of 1 to 100 characters. */
            tags?: string[] | null;
        };
        /** @description What to change of oneself; what is left out stays. */
        ChangeMe: {
            /**
             * @description The name that others see, 1 to 100 characters.
             * @example Maria
             */
            name?: string | null;
            password?: components["schemas"]["NewPassword"] | null;
        };
        /** @description Tags to put on and to take off. */
        ChangeTags: {
            /** @description 1 to 1,000 conversations. */
            ids: string[];
            /**
             * @description Each of 1 to 100 characters.
             * @example [
             *       "refund"
             *     ]
             */
            add?: string[];
            /** @description Taken off first. */
            remove?: string[];
        };
        /** @description Another role. */
        ChangeUser: {
            role: components["schemas"]["Role"];
        };
        /** @description Conversations with news. */
        Changed: {
            /** @description At most 100. */
            ids: string[];
            /** @description Whether there are more: ask for the list anew. */
            more: boolean;
        };
        /** @description What came of it. */
        ChangedTags: {
            /**
             * Format: int64
             * @description Conversations that have other tags now; those that had them already, or would have more than 50, are not
             *     counted.
             */
            changed: number;
        };
        /** @description A channel; its secrets are never shown. */
        Channel: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description Its kind, which is also its webhook path: `/webhooks/<type>`.
             * @example whatsapp
             */
            type: string;
            /**
             * @description What people call it.
             * @example Shop
             */
            name: string;
            /**
             * @description Meta's id of the phone number.
             * @example 106540352242922
             */
            phone_number_id?: string | null;
            /**
             * @description Meta's id of the business account.
             * @example 102290129340398
             */
            waba_id?: string | null;
            /**
             * @description The number, digits only.
             * @example 15550783881
             */
            display_phone_number?: string | null;
            /**
             * Format: uuid
             * @description Who answers new conversations.
             */
            assistant_id?: string | null;
            /** @description Whether deliveries for it are taken. */
            enabled: boolean;
            /**
             * Format: int32
             * @description How many messages it may send a second, 1 to 1,000.
             * @example 80
             */
            messages_per_second: number;
            /**
             * Format: int32
             * @description After how many minutes without a status a message in doubt is sent once more by itself; null leaves it to people.
             * @example null
             */
            resend_after_minutes?: number | null;
            /**
             * @description Fingerprints of the app secrets that may sign, newest first.
             * @example [
             *       "1f9a3c5e7b2d"
             *     ]
             */
            app_secrets: string[];
            /** @description Whether a verify token is stored. */
            has_verify_token: boolean;
            /** @description Whether an access token is stored. */
            has_access_token: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        /** @description What to change; what is left out stays. */
        ChannelChange: {
            /** @description What people call it. */
            name?: string | null;
            /** @description Meta's id of the business account; null for none. */
            waba_id?: string | null;
            /** @description The number, in any notation; null for none. */
            display_phone_number?: string | null;
            /**
             * Format: uuid
             * @description Who answers new conversations; null for nobody.
             */
            assistant_id?: string | null;
            /**
             * Format: int32
             * @description How many messages it may send a second, 1 to 1,000.
             */
            messages_per_second?: number | null;
            /**
             * Format: int32
             * @description After how many minutes without a status, 1 to 1,440, a message in doubt is sent once more by itself, at the risk
             *     that the customer gets it twice; null leaves it to a person.
             */
            resend_after_minutes?: number | null;
            /** @description `false` refuses deliveries for it; the platform keeps trying for days. */
            enabled?: boolean | null;
            /** @description What Meta must present; null for none. */
            verify_token?: string | null;
            /** @description The token for calls to Meta; null forgets it. */
            access_token?: string | null;
            /** @description A further secret that may sign, at most three at a time. */
            add_app_secret?: string | null;
            /**
             * @description The fingerprint of a secret that may not sign any more; the last one stays.
             * @example 1f9a3c5e7b2d
             */
            remove_app_secret?: string | null;
        };
        /** @description All channels of the project. */
        Channels: {
            /** @description The oldest first. */
            data: components["schemas"]["Channel"][];
        };
        /** @description A row of a list. */
        Choice: {
            /**
             * @description Your own id, which comes back with the answer; up to 200 characters, another one for each row.
             * @example mon
             */
            id: string;
            /**
             * @description Up to 24 characters.
             * @example Monday
             */
            title: string;
            /** @description Up to 72 characters. */
            description?: string | null;
        };
        /** @description A template of the channel, with a value for each of its variables. */
        ChosenTemplate: {
            /**
             * @description Its name.
             * @example order_ready
             */
            name: string;
            /**
             * @description Its language, as the list of templates has it.
             * @example en_US
             */
            language: string;
            /**
             * @description A text for each variable that the list of templates names.
             * @example {
             *       "1": "Ada"
             *     }
             */
            variables?: {
                [key: string]: string;
            };
        };
        /** @description The switches of a conversation as they stand. */
        Controls: {
            /** @description The conversation. */
            id: components["schemas"]["ConversationId"];
            /**
             * @description Its type.
             * @example api
             */
            type: string;
            /** @description Whether the assistant answers; recording goes on either way. */
            ai_enabled: boolean;
            assignee?: components["schemas"]["Assignee"] | null;
            /**
             * @description Its tags.
             * @example [
             *       "refund"
             *     ]
             */
            tags: string[];
            /**
             * @description `active`, `inactive` or `ended`.
             * @example active
             */
            status: string;
            /**
             * Format: date-time
             * @description When it was last ended.
             */
            ended_at?: string | null;
        };
        /** @description A conversation. */
        Conversation: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description Where it happens: `test`, `widget`, `whatsapp`, `api`, …
             * @example whatsapp
             */
            type: string;
            /** @description How to show the type. */
            badge: components["schemas"]["Badge"];
            /**
             * @description `active`, `inactive` or `ended`.
             * @example active
             */
            status: string;
            /**
             * @description The caller's own id.
             * @example order-4821
             */
            external_identifier?: string | null;
            /** @description What makes it one conversation within its type. */
            thread_id: string;
            /**
             * Format: uuid
             * @description Who answers.
             */
            assistant_id?: string | null;
            /**
             * @description Its name.
             * @example Demo
             */
            assistant_name?: string | null;
            /** @description The person. */
            customer: components["schemas"]["Customer"];
            whatsapp_sender?: components["schemas"]["Sender"] | null;
            /** @description Values from a form or the caller, by name. */
            input_variables: Record<string, never>;
            /** @description Values that the assistant extracted, by name. */
            extracted_variables: Record<string, never>;
            /** @description Both; where a name is in both, the extracted value. */
            variables: Record<string, never>;
            /**
             * Format: int64
             * @description All messages but reactions, edits and the like.
             */
            message_count: number;
            /**
             * Format: int64
             * @description The customer's.
             */
            user_message_count: number;
            /** @description Tokens of all answers. */
            usage: components["schemas"]["Usage"];
            /** @description What it cost. */
            cost: components["schemas"]["Cost"];
            /**
             * Format: double
             * @description `cost.total` again.
             * @example 0.0339
             */
            total_cost?: number | null;
            window?: components["schemas"]["Window"] | null;
            /** @description The customer's first message, shortened to a line. */
            first_input?: string | null;
            /** @description The assistant's last message, shortened to a line. */
            last_output?: string | null;
            /**
             * @description The newest message, shortened to a line.
             * @example Where is my order?
             */
            preview: string;
            /**
             * Format: int64
             * @description Answers by a model.
             */
            llm_calls: number;
            /**
             * Format: int64
             * @description Tools called.
             */
            tool_calls: number;
            /**
             * Format: int64
             * @description Messages that failed.
             */
            errors: number;
            /** @description What reviewers marked it with. */
            tags: string[];
            /** @description Whether the assistant answers. */
            ai_enabled: boolean;
            assignee?: components["schemas"]["Assignee"] | null;
            /** @description For example `production`. */
            environment?: string | null;
            /**
             * Format: date-time
             * @description The first message.
             */
            started_at: string;
            /**
             * Format: date-time
             * @description The newest message.
             */
            last_activity_at: string;
            /**
             * Format: date-time
             * @description When it was ended, if it was.
             */
            ended_at?: string | null;
            /**
             * @description Why it was: `visitor`, `api`, `tool` or `idle`.
             * @example api
             */
            ended_reason?: string | null;
            /**
             * Format: int64
             * @description Spans of its traces.
             */
            span_count: number;
            /**
             * Format: int64
             * @description Traces that belong to it.
             */
            trace_count: number;
            /** @description The agents that its traces name. */
            agents: string[];
            /** @description Whether its traces say what was said; null where it has none. False tells that the SDK was not to record it. */
            content_captured?: boolean | null;
        };
        /**
         * Format: uuid
         * @description One conversation record.
         */
        ConversationId: string;
        /** @description A page of conversations. */
        Conversations: {
            /** @description The conversations in the order asked for. */
            data: components["schemas"]["Conversation"][];
            /** @description Give it as `cursor` for the page after this one; null at the end. */
            next_cursor?: string | null;
            /** @description Give it as `cursor` for the page before this one; null at the beginning. */
            prev_cursor?: string | null;
        };
        /** @description What a conversation cost, as far as it is known: unknown is null, and sums leave it out. */
        Cost: {
            /**
             * Format: double
             * @description Models; null where answers were given and the price of none is known.
             * @example 0.0125
             */
            llm?: number | null;
            /**
             * Format: double
             * @description The channel: the platform's fees, and the project's own price for customers' messages; null where WhatsApp was
             *     sent messages and what it charges is known of none.
             * @example 0.0214
             */
            channel?: number | null;
            /**
             * Format: double
             * @description What is known of both; null where a part is unknown and nothing was charged that is known.
             * @example 0.0339
             */
            total?: number | null;
            /**
             * @description ISO 4217.
             * @example USD
             */
            currency: string;
        };
        /** @description A number as a badge shows it. */
        Count: {
            /**
             * Format: int64
             * @description The number: exact to 10,000, beyond that rounded down to thousands.
             * @example 12000
             */
            count: number;
            /**
             * @description Whether it was not rounded.
             * @example false
             */
            exact: boolean;
        };
        /** @description How many conversations there are. */
        Counts: {
            /** @description All together; without tests unless asked for. */
            total: components["schemas"]["Count"];
            /** @description By type, in the order of their names; tests always have their own line. */
            data: components["schemas"]["TypeCount"][];
        };
        /** @description The person on the other side; any field may be null. */
        Customer: {
            /**
             * @description Digits.
             * @example 491512345678
             */
            phone?: string | null;
            /**
             * @description Shown name.
             * @example Ada Example
             */
            name?: string | null;
            /**
             * @description WhatsApp's id of the person for this business.
             * @example DE.13491208655302741918
             */
            wa_user_id?: string | null;
            /**
             * @description With its `@`.
             * @example @ada
             */
            username?: string | null;
            /** @description The visitor's or tester's session. */
            session_id?: string | null;
            /** @description As the program that reports traces calls its user. */
            user_id?: string | null;
        };
        /** @description Which conversations to delete: by `ids` or by `filter`. */
        Deletion: {
            /** @description At most 10,000 conversations. */
            ids?: string[] | null;
            /** @description The same fields as the parameters of the list; at least one. */
            filter?: Record<string, never> | null;
            /** @description `true` only counts. */
            dry_run?: boolean;
            /**
             * Format: int64
             * @description How many conversations a dry run counted; nothing is deleted if there are more or fewer by now.
             * @example 41
             */
            confirm_count?: number | null;
        };
        /** @description What was or would be deleted. */
        DeletionAnswer: {
            /** @description Whether it was only counted. */
            dry_run: boolean;
            /**
             * Format: int64
             * @description Conversations that are meant; give it as `confirm_count`.
             * @example 41
             */
            matched: number;
            /**
             * Format: int64
             * @description Conversations that were deleted.
             * @example 41
             */
            deleted: number;
            /**
             * Format: int64
             * @description Conversations that are left because the request took too long; ask again for them.
             * @example 0
             */
            remaining: number;
            /**
             * Format: int64
             * @description Messages that were deleted with them.
             * @example 371
             */
            messages: number;
            /**
             * Format: int64
             * @description Raw deliveries that were emptied.
             * @example 402
             */
            deliveries: number;
            /**
             * Format: int64
             * @description Customers whose last conversation it was.
             * @example 3
             */
            customers: number;
        };
        /** @description A page of deliveries. */
        Deliveries: {
            /** @description The newest first. */
            data: components["schemas"]["Delivery"][];
            /**
             * Format: uuid
             * @description Give it as `cursor` for older ones; null at the end.
             */
            next_cursor?: string | null;
        };
        /** @description A delivery. */
        Delivery: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description The channel it came by.
             * @example whatsapp
             */
            channel: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
            /**
             * @description `recorded`: something was new; `repeated`: nothing was; `noted`: it said nothing; `unknown`: nothing of it was
             *     understood; `rejected`: the database refused it; `erased`: its body was deleted with a conversation.
             * @example recorded
             */
            outcome: string;
            /**
             * @description What was not understood or why it was refused, in fixed words.
             * @example []
             */
            notes: string[];
            /**
             * Format: int32
             * @description Things that it told.
             * @example 1
             */
            items: number;
            /**
             * Format: int32
             * @description How many of them were new.
             * @example 1
             */
            fresh: number;
            /** @description The conversations it speaks of; in a list only the first. */
            conversation_ids: string[];
            /**
             * Format: int32
             * @description Bytes of its body.
             * @example 612
             */
            size: number;
        };
        /** @description Which deliveries; parts combine with "and". */
        DeliveryFilter: {
            /**
             * @description `recorded`, `repeated`, `noted`, `unknown`, `rejected` or `erased`.
             * @example rejected
             */
            outcome?: string | null;
            /**
             * @description The channel they came by.
             * @example whatsapp
             */
            channel?: string | null;
            /**
             * Format: date-time
             * @description Received at this time or later, RFC 3339.
             */
            from?: string | null;
            /**
             * Format: date-time
             * @description Received before this time.
             */
            to?: string | null;
            /**
             * Format: uuid
             * @description Speaking of this conversation.
             */
            conversation_id?: string | null;
        };
        /** @description A note in other words. */
        EditNote: {
            /**
             * @description 1 to 10,000 characters.
             * @example Has called three times about order 48213.
             */
            text: string;
        };
        /** @description Whom to erase, by exactly one alias. */
        Erasure: {
            /**
             * @description A phone number in any notation, with its country code.
             * @example +1 555 123 0001
             */
            phone?: string | null;
            /**
             * @description The id that WhatsApp gives its users in place of a number.
             * @example US.13491208655302741918
             */
            wa_user_id?: string | null;
            /**
             * @description Your own id of a visitor of your pages, as the claim `sub` had it.
             * @example customer-42
             */
            visitor_id?: string | null;
            /**
             * @description A user name with its `@`; whoever has it now, as far as it was seen.
             * @example @ada
             */
            username?: string | null;
            /** @description What to do. */
            mode: components["schemas"]["ErasureMode"];
            /** @description `true` only counts. */
            dry_run?: boolean;
            /**
             * Format: int64
             * @description How many conversations a dry run counted; nothing is erased if there are more or fewer by now.
             * @example 2
             */
            confirm_count?: number | null;
        };
        /** @description What was or would be erased. */
        ErasureAnswer: {
            /** @description Whether it was only counted. */
            dry_run: boolean;
            /**
             * Format: int64
             * @description Conversations of the person; give it as `confirm_count`.
             * @example 2
             */
            matched: number;
            /**
             * Format: int64
             * @description Customers of that alias.
             * @example 1
             */
            customers: number;
            /**
             * Format: int64
             * @description Conversations that were deleted.
             * @example 2
             */
            conversations: number;
            /**
             * Format: int64
             * @description Messages that were deleted.
             * @example 19
             */
            messages: number;
            /**
             * Format: int64
             * @description Raw deliveries that were emptied.
             * @example 24
             */
            deliveries: number;
            /**
             * Format: uuid
             * @description The id of the audit row that certifies it; it names nobody. Null after a dry run.
             */
            certificate?: string | null;
        };
        /**
         * @description What becomes of the person's data.
         * @enum {string}
         */
        ErasureMode: "delete";
        /**
         * @description The type of an extracted variable.
         * @enum {string}
         */
        ExtractedType: "text" | "number" | "integer" | "boolean" | "date" | "choice";
        /** @description A variable to be extracted. */
        ExtractedVariable: {
            /**
             * @description Its name: 1 to 64 letters, digits and `_`.
             * @example order_number
             */
            name: string;
            /** @description What values it may have. */
            type: components["schemas"]["ExtractedType"];
            /**
             * @description What it means, told to the model; at most 1,000 characters.
             * @example The number of the order that the customer asks about.
             */
            description?: string;
            /** @description Whether it is on record as missing where it was not said. */
            required?: boolean;
            /** @description The values it may have, for `choice` alone. */
            choices?: string[];
        };
        /** @description What is to be extracted from what is said. */
        Extraction: {
            /** @description The variables, 1 to 50. */
            variables: components["schemas"]["ExtractedVariable"][];
            /** @description When. */
            when?: components["schemas"]["ExtractionTime"];
            /**
             * @description Another model at the same address, for example a cheaper one.
             * @example gpt-4o-mini
             */
            model?: string | null;
        };
        /**
         * @description When variables are extracted.
         * @enum {string}
         */
        ExtractionTime: "turn" | "end";
        /** @description One fault in a request. */
        Fault: {
            /** @description Where: a path in the body (`messages[2].role`), a query parameter or a header. */
            field: string;
            /** @description What was expected and how to mend it. */
            message: string;
        };
        /** @description A value that a variable had. */
        Former: {
            /** @description The value. */
            value: Record<string, never>;
            /**
             * Format: date-time
             * @description When it was set.
             */
            set_at: string;
            /**
             * Format: uuid
             * @description As that of the variable.
             */
            message_id?: string | null;
        };
        /** @description A tool that was called. */
        FunctionCall: {
            /**
             * @description The tool, at most 200 characters.
             * @example find_order
             */
            name: string;
            /** @description What it was given, any JSON. */
            arguments?: Record<string, never>;
            /** @description What it gave back, any JSON. */
            result?: Record<string, never>;
            /** @description What went wrong, at most 2,000 characters. */
            error?: string | null;
        };
        /** @description Tokens that a message took; a count that is left out is 0. */
        GivenUsage: {
            /**
             * Format: int32
             * @description Tokens sent to the model, cached ones included.
             * @default 0
             * @example 212
             */
            input_tokens: number;
            /**
             * Format: int32
             * @description Tokens the model produced, reasoning included.
             * @default 0
             * @example 18
             */
            output_tokens: number;
            /**
             * Format: int32
             * @description Input tokens read from the provider's cache.
             * @default 0
             * @example 100
             */
            cache_read_tokens: number;
            /**
             * Format: int32
             * @description Input tokens written to the provider's cache.
             * @default 0
             * @example 0
             */
            cache_write_tokens: number;
            /**
             * Format: int32
             * @description Output tokens spent on reasoning.
             * @default 0
             * @example 3
             */
            reasoning_tokens: number;
            /**
             * Format: int64
             * @description May be sent along, as providers count it, and is not kept: the record's total is input and output tokens.
             * @default null
             * @example 230
             */
            total_tokens: number | null;
        };
        /** @description Variables by name; those that are left out stay. */
        GivenVariables: {
            /** @description Any JSON values by name: at most 100. */
            variables: Record<string, never>;
        };
        /**
         * @description Something that is told to those who asked for it.
         * @enum {string}
         */
        Happening: "conversation.started" | "conversation.ended" | "conversation.handover" | "message.recorded" | "message.failed" | "answer.failed" | "window.expired";
        /** @description One message of what went in or came out, as the console shows it. */
        Heard: {
            /** @description `user`, `assistant`, `system`, `tool`, or another word of the sender's. */
            role: string;
            /** @description What was said, all its text in order; empty where nothing was, or where only tools were called. */
            text: string;
            /** @description Tools that it wants called, without their results. */
            calls: components["schemas"]["ToolCall"][];
            /** @description What tools gave back, each with the `id` of its call and without the arguments. */
            results: components["schemas"]["ToolCall"][];
            /** @description What the model thought before it spoke; empty where that is not told. */
            reasoning: string;
            /** @description Parts of any other kind, as images, in their sender's own shape. */
            other: unknown[];
            /** @description Why the model stopped, in its word, where the message says so itself. */
            finish?: string | null;
            /** @description Whether the sender took text out for privacy. */
            redacted: boolean;
        };
        /** @description Everything said in a session. */
        History: {
            /** @description Oldest first; of a long session the newest 500. */
            data: components["schemas"]["SaidMessage"][];
        };
        /** @description What became of a request. */
        Imported: {
            /** @description The conversation. */
            conversation_id: components["schemas"]["ConversationId"];
            /** @description One for each message of the request, in its order. */
            messages: components["schemas"]["ImportedMessage"][];
        };
        /** @description What became of one message. */
        ImportedMessage: {
            id?: components["schemas"]["MessageId"] | null;
            /**
             * @description Your id.
             * @example msg-1
             */
            external_id: string;
            /** @description False when a message of this id was there before; it was left as it is. */
            recorded: boolean;
        };
        /** @description What came together on a day, in a type, or both; or of one assistant, model or customer. */
        Insight: {
            /**
             * Format: date
             * @description The day (UTC) on which messages were said; null where days are not told apart.
             * @example 2026-02-01
             */
            day?: string | null;
            /**
             * @description The type of conversation; null where types are not told apart.
             * @example whatsapp
             */
            type?: string | null;
            assistant?: components["schemas"]["InsightSubject"] | null;
            /**
             * @description The model that answered; null where models are not told apart, and for what no model said.
             * @example null
             */
            model?: string | null;
            customer?: components["schemas"]["InsightSubject"] | null;
            /**
             * Format: int64
             * @description Of how many further assistants, models or customers this is the sum; null where it is of none or of one.
             * @example null
             */
            others?: number | null;
            /**
             * Format: int64
             * @description Conversations that were begun; null where it is not by day or type, and over more than 92 days.
             * @example 612
             */
            conversations?: number | null;
            /**
             * Format: int64
             * @description Messages of everybody; null where it is not by day or type.
             * @example 4210
             */
            messages?: number | null;
            /**
             * Format: int64
             * @description Messages of customers; null where it is not by day or type.
             * @example 2105
             */
            user_messages?: number | null;
            /**
             * Format: int64
             * @description Tokens sent to models.
             * @example 812000
             */
            input_tokens: number;
            /**
             * Format: int64
             * @description Tokens that models produced.
             * @example 96000
             */
            output_tokens: number;
            /**
             * Format: int64
             * @description Failed answers and messages; null where it is not by day or type.
             * @example 3
             */
            errors?: number | null;
            /**
             * Format: double
             * @description What models cost, as far as it is known.
             * @example 1.92
             */
            llm_cost: number;
            /**
             * Format: double
             * @description What channels cost, as far as it is known.
             * @example 3.1
             */
            channel_cost: number;
            /**
             * Format: double
             * @description Both.
             * @example 5.02
             */
            total_cost: number;
        };
        /** @description Whom a sum is about. */
        InsightSubject: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What it is called, if anything.
             * @example Ana
             */
            name?: string | null;
        };
        /** @description Totals. */
        Insights: {
            /**
             * @description By day, then type; a day without a message is left out. Assistants, models and customers by cost, the highest
             *     first, and all others as one at the end.
             */
            data: components["schemas"]["Insight"][];
            /**
             * @description ISO 4217.
             * @example USD
             */
            currency: string;
        };
        /** @description What to say, with either buttons or a list. */
        Interactive: {
            /**
             * @description A line above it, up to 60 characters.
             * @example Order 48213
             */
            header?: string | null;
            /**
             * @description What it says, up to 1,024 characters; up to 4,096 with a list.
             * @example When shall we deliver?
             */
            body: string;
            /** @description A line in small letters below it, up to 60 characters. */
            footer?: string | null;
            /** @description One to three buttons; these or a list. */
            buttons?: components["schemas"]["Button"][] | null;
            list?: components["schemas"]["List"] | null;
        };
        /** @description An invitation without its link. */
        Invitation: {
            /** Format: uuid */
            id: string;
            /** @example maria@example.com */
            email: string;
            role: components["schemas"]["Role"];
            /** @description Who invites: a person's or a key's name. */
            invited_by: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When the link is void.
             */
            expires_at: string;
        };
        /** @description The invitations that are open. */
        Invitations: {
            /** @description The newest first. */
            data: components["schemas"]["Invitation"][];
        };
        /** @description The project of a link. */
        InvitingProject: {
            /** Format: uuid */
            id: string;
            /** @example Demo */
            name: string;
        };
        /** @description How a key is rotated. */
        KeyRotation: {
            /**
             * Format: int64
             * @description Hours for which the old key goes on working, 0 to 720.
             * @default 0
             * @example 24
             */
            overlap_hours: number;
        };
        /** @description A failure. */
        LangWatchError: {
            /** @description Always true. */
            has_error: boolean;
            /** @description In one line. */
            message: string;
            /** @description Empty: it is kept with the span's raw record alone. */
            stacktrace: string[];
        };
        /** @description Whose a trace is. */
        LangWatchMetadata: {
            /** @description The thread that its spans name. */
            thread_id?: string | null;
            /** @description The user that its spans name. */
            user_id?: string | null;
            /** @description Labels of its spans, each once. */
            labels: string[];
        };
        /** @description What it took. */
        LangWatchMetrics: {
            /**
             * Format: int64
             * @description From its beginning to the first part of the first answer.
             */
            first_token_ms?: number | null;
            /**
             * Format: int64
             * @description From its beginning to the end of its last span.
             */
            total_time_ms?: number | null;
            /**
             * Format: int32
             * @description Tokens that went in; null where none are told.
             */
            prompt_tokens?: number | null;
            /**
             * Format: int32
             * @description Tokens that came out.
             */
            completion_tokens?: number | null;
            /**
             * Format: double
             * @description In US dollars; null where it is not known, or the project counts in another currency.
             */
            total_cost?: number | null;
        };
        /** @description A span in LangWatch's shape. */
        LangWatchSpan: {
            span_id: string;
            trace_id: string;
            parent_id?: string | null;
            name?: string | null;
            /**
             * @description `llm`, `tool`, `agent`, `chain`, `rag`, `guardrail`, `evaluation` or `span`.
             * @example llm
             */
            type: string;
            model?: string | null;
            vendor?: string | null;
            input?: components["schemas"]["LangWatchWords"] | null;
            output?: components["schemas"]["LangWatchWords"] | null;
            error?: components["schemas"]["LangWatchError"] | null;
            timestamps: components["schemas"]["LangWatchSpanTimes"];
            metrics: components["schemas"]["LangWatchSpanMetrics"];
        };
        /** @description What a span took. */
        LangWatchSpanMetrics: {
            /** Format: int32 */
            prompt_tokens?: number | null;
            /** Format: int32 */
            completion_tokens?: number | null;
            /**
             * Format: double
             * @description In US dollars.
             */
            cost?: number | null;
        };
        /** @description Times of a span. */
        LangWatchSpanTimes: {
            /** Format: int64 */
            started_at?: number | null;
            /** Format: int64 */
            first_token_at?: number | null;
            /** Format: int64 */
            finished_at?: number | null;
        };
        /** @description Times of a trace. */
        LangWatchTimestamps: {
            /**
             * Format: int64
             * @description When it began.
             * @example 1772366400000
             */
            started_at: number;
            /**
             * Format: int64
             * @description When its first span came.
             */
            inserted_at: number;
            /**
             * Format: int64
             * @description When its last new span came.
             */
            updated_at: number;
        };
        /** @description A trace in LangWatch's shape. */
        LangWatchTrace: {
            /**
             * @description 32 hexadecimal digits.
             * @example 01a1ff85b57a7ca29928124a930320ad
             */
            trace_id: string;
            /**
             * Format: uuid
             * @description The project.
             */
            project_id: string;
            metadata: components["schemas"]["LangWatchMetadata"];
            timestamps: components["schemas"]["LangWatchTimestamps"];
            input?: components["schemas"]["LangWatchWords"] | null;
            output?: components["schemas"]["LangWatchWords"] | null;
            metrics: components["schemas"]["LangWatchMetrics"];
            error?: components["schemas"]["LangWatchError"] | null;
            /** @description Only where they are asked for. */
            spans?: components["schemas"]["LangWatchSpan"][] | null;
        };
        /** @description What was said. */
        LangWatchWords: {
            /** @description `text`; of spans alone. */
            type?: string | null;
            /** @description All of it. */
            value: string;
        };
        /** @description A list that opens at the press of a button. */
        List: {
            /**
             * @description What stands on the button, up to 20 characters.
             * @example Choose a day
             */
            button: string;
            /** @description Up to ten, with up to ten rows in all. */
            sections: components["schemas"]["Section"][];
        };
        /** @description A browser in which one is signed in. */
        ListedSession: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            last_seen_at: string;
            /** Format: date-time */
            expires_at: string;
            /**
             * @description Where it was begun.
             * @example 192.0.2.7
             */
            address: string;
            /** @description What the browser called itself. */
            agent: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        /** @description The token of a link. */
        Look: {
            /** @description What stands behind the `#`. */
            token: string;
        };
        /** @description What a link is for. */
        Looked: {
            /** @description Whom it is for; null where whoever opens it says. */
            email?: string | null;
            role: components["schemas"]["Role"];
            project: components["schemas"]["InvitingProject"];
            /** @description Whether the address has an account: its password is asked for rather than a new one. */
            known: boolean;
            /** @description Whether it is for a new password and nothing else. */
            resets: boolean;
        };
        /** @description An invitation with its link, which is shown this once. */
        MadeInvitation: components["schemas"]["Invitation"] & {
            /**
             * @description Pass it on; it lets one person in.
             * @example https://talk.example.com/welcome#…
             */
            link: string;
        };
        /** @description A new key with its secret part, which is shown this once. */
        MadeKey: components["schemas"]["ApiKey"] & {
            /**
             * @description Keep it; it cannot be shown again.
             * @example vb_4f1cQx9…
             */
            key: string;
        };
        /** @description Whoever is signed in, and what they may do. */
        Me: {
            user: components["schemas"]["Person"];
            role: components["schemas"]["Role"];
            /** @description What the role may do. */
            scopes: components["schemas"]["Scope"][];
            project: components["schemas"]["OwnProject"];
            /** @description All projects they are in. */
            projects: components["schemas"]["OwnProject"][];
            session: components["schemas"]["OwnSession"];
            /**
             * Format: date-time
             * @description The server's clock, by which windows end.
             */
            server_time: string;
        };
        /**
         * @description What a file is sent as.
         * @enum {string}
         */
        MediaKind: "image" | "video" | "audio" | "document" | "sticker";
        /** @description A message. */
        Message: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description The platform's or caller's id.
             * @example wamid.HBgLMTU1NTEyMzAwMDEVAgASGBQ
             */
            external_id?: string | null;
            /**
             * @description Who speaks: `user`, `assistant`, `operator`, `tool` or `system`.
             * @example user
             */
            role: string;
            /** @description The speaker's name where the role says too little. */
            author?: string | null;
            /**
             * @description `text`, `image`, …
             * @example text
             */
            kind: string;
            /**
             * @description What was said, as it reads after the newest edit.
             * @example Where is my order?
             */
            content: string;
            /** @description What was said first; only where it was edited. */
            original_content?: string | null;
            /** @description Whether it was edited. */
            edited: boolean;
            /**
             * Format: date-time
             * @description When it was edited last.
             */
            edited_at?: string | null;
            /** @description Whether its author took it back; the record keeps what was said. */
            revoked: boolean;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            revoked_at?: string | null;
            /** @description The reactions that stand, oldest first. */
            reactions: components["schemas"]["Reaction"][];
            /** @description The external id of the message that it reacts to, edits or revokes. */
            target_id?: string | null;
            /** @description The external id of the message that it answers. */
            reply_to?: string | null;
            /**
             * Format: date-time
             * @description When it was said, by the platform's clock.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it arrived here.
             */
            received_at: string;
            /**
             * @description `queued`, `sent`, `delivered`, `read`, `played` or `failed`; null where there is none.
             * @example delivered
             */
            status?: string | null;
            /**
             * Format: date-time
             * @description When it got that status.
             */
            status_at?: string | null;
            /** @description Tools called, each with name, arguments and result. */
            function_calls: Record<string, never>[];
            /** @description Tokens that it took. */
            usage: components["schemas"]["Usage"];
            /**
             * Format: double
             * @description What the model cost; null where that is not known.
             * @example 0.0025
             */
            cost?: number | null;
            /**
             * Format: double
             * @description What the channel charged for it; null where that is not known, and where nothing is charged for such messages.
             * @example 0.0107
             */
            channel_cost?: number | null;
            /** @description The model that answered. */
            model?: string | null;
            /** @description What went wrong. */
            error?: string | null;
            /** @description The files that came with it. */
            attachments: components["schemas"]["Attachment"][];
            /** @description Everything else that the platform said about it. */
            raw?: Record<string, never> | null;
        };
        /**
         * Format: uuid
         * @description One message; its time part is the moment of recording, not of sending.
         */
        MessageId: string;
        /** @description What a customer's message costs in conversations of a type, from a day on until a later price of the type begins. */
        MessagePrice: {
            /**
             * @description The type of conversation.
             * @example widget
             */
            type: string;
            /**
             * Format: date
             * @description The first day (UTC), by when the message was said.
             * @example 2026-03-01
             */
            from: string;
            /**
             * Format: double
             * @description For each message, in the project's currency.
             * @example 0.01
             */
            price: number;
            /**
             * Format: date-time
             * @description When it was set.
             */
            set_at: string;
        };
        /** @description All prices for customers' messages. */
        MessagePrices: {
            /** @description By type and day; a type without a price costs nothing that is known. */
            data: components["schemas"]["MessagePrice"][];
        };
        /** @description A page of messages. */
        Messages: {
            /** @description The messages in the order asked for. */
            data: components["schemas"]["Message"][];
            /** @description Give it as `cursor` for the page after this one; null at the end. */
            next_cursor?: string | null;
            /** @description Give it as `cursor` for the page before this one; null at the beginning. */
            prev_cursor?: string | null;
        };
        /** @description Options that the model is asked with; what is not set is left to it. */
        ModelOptions: {
            /**
             * Format: double
             * @description 0 to 2.
             * @default null
             * @example 0.2
             */
            temperature: number | null;
            /**
             * Format: int32
             * @description Most tokens of one completion, 1 to 1,000,000.
             * @default null
             * @example 800
             */
            max_output_tokens: number | null;
            /**
             * @description Whether the model is asked to say its answer word by word. Off for servers that cannot, or that count tokens only
             *     of what they say at once.
             * @default true
             */
            stream: boolean;
        };
        /** @description What a million tokens of a model cost, from a day on until a later price of the same source begins. */
        ModelPrice: {
            /**
             * @description The model's name.
             * @example gpt-4o
             */
            model: string;
            /**
             * @description `own` or `shipped`.
             * @example own
             */
            source: string;
            /**
             * Format: date
             * @description The first day (UTC), by when the answer was given; null since ever.
             * @example 2026-03-01
             */
            from?: string | null;
            /**
             * Format: int32
             * @description Holds for answers to more input tokens than this; null for any number.
             * @example null
             */
            above_tokens?: number | null;
            /** @description The price. */
            price: components["schemas"]["Price"];
            /**
             * Format: date-time
             * @description When it was set; null where it is shipped.
             */
            set_at?: string | null;
        };
        /** @description What models cost in this project. */
        ModelPrices: {
            /** @description By model, then day; of one model and day the project's own price holds. */
            data: components["schemas"]["ModelPrice"][];
            /**
             * @description That of the project, ISO 4217. Shipped prices are in US dollars and hold in no other currency.
             * @example USD
             */
            currency: string;
        };
        /** @description What one model took. */
        ModelUse: {
            /**
             * @description The model; null where nobody said.
             * @example gpt-4o-2024-08-06
             */
            model?: string | null;
            /**
             * @description Who runs it.
             * @example openai
             */
            provider?: string | null;
            /**
             * Format: int64
             * @description How often it was asked.
             * @example 3
             */
            calls: number;
            /** @description Tokens. */
            usage: components["schemas"]["Usage"];
            /**
             * Format: double
             * @description What is known of its cost; null where nothing is.
             * @example 0.0125
             */
            cost?: number | null;
        };
        /** @description What models took. */
        Models: {
            /** @description By name of the model. */
            data: components["schemas"]["ModelUse"][];
        };
        /** @description An assistant to be added. */
        NewAssistant: {
            /**
             * @description What people call it, 1 to 100 characters.
             * @example Support
             */
            name: string;
            /** @description Who does the answering. */
            provider: components["schemas"]["AssistantProvider"];
            /**
             * @description Where the model's API begins; `openai` needs it. With `http` the whole address that is called.
             * @example https://api.openai.com/v1
             */
            base_url?: string | null;
            /**
             * @description The model; `openai` needs it.
             * @example gpt-4o-mini
             */
            model?: string | null;
            /**
             * @description What it is told first, at most 20,000 characters; may name variables as `{{name}}`.
             * @example You help customers of a bicycle shop.
             */
            system_prompt?: string;
            /**
             * @description What a customer is told when the model failed for good, at most 1,000 characters; nothing if left out. The
             *     failure is on record all the same.
             * @example Sorry, I cannot answer just now. Please try again in a few minutes.
             */
            failure_text?: string;
            /** @description The key for the model; stored sealed and never shown. */
            api_key?: string | null;
            price?: components["schemas"]["NewPrice"] | null;
            /**
             * @description What it says first in a test chat or widget, at most 2,000 characters; may name variables as `{{name}}`.
             * @example Hello {{name}}, how can I help?
             */
            welcome_text?: string | null;
            /** @description Whether it answers at all; recording goes on either way. True if left out. */
            ai_enabled?: boolean | null;
            /**
             * Format: int32
             * @description Minutes without a word after which its conversations fall idle, 1 to 10,080; if left out, the program's setting.
             * @example 30
             */
            idle_timeout_minutes?: number | null;
            options?: components["schemas"]["ModelOptions"] | null;
            limits?: components["schemas"]["AnswerLimits"] | null;
            /** @description Tools of your own that the model may call: at most 64. */
            tools?: components["schemas"]["Tool"][] | null;
            /** @description Tools of ours that the model may call. */
            builtin_tools?: components["schemas"]["BuiltinTool"][] | null;
            extraction?: components["schemas"]["Extraction"] | null;
            speech?: components["schemas"]["Speech"] | null;
        };
        /** @description A channel to be added. */
        NewChannel: {
            /**
             * @description Its kind.
             * @example whatsapp
             */
            type: string;
            /**
             * @description What people call it, 1 to 100 characters.
             * @example Shop
             */
            name: string;
            /**
             * @description Meta's id of the phone number; WhatsApp needs it, and it stays.
             * @example 106540352242922
             */
            phone_number_id?: string | null;
            /**
             * @description Meta's id of the business account.
             * @example 102290129340398
             */
            waba_id?: string | null;
            /**
             * @description The number, in any notation.
             * @example +1 555 078 3881
             */
            display_phone_number?: string | null;
            /**
             * @description The secret with which Meta signs; WhatsApp needs it.
             * @example f00dfeed0123456789abcdef01234567
             */
            app_secret?: string | null;
            /**
             * @description What Meta must present when it asks whether we are we; invent one.
             * @example any-word-of-yours
             */
            verify_token?: string | null;
            /** @description The token for calls to Meta. */
            access_token?: string | null;
            /**
             * Format: uuid
             * @description Who answers new conversations.
             */
            assistant_id?: string | null;
            /**
             * Format: int32
             * @description How many messages it may send a second, 1 to 1,000; Meta allows 20 where the number is used in the app as well.
             * @default 80
             */
            messages_per_second: number | null;
            /**
             * Format: int32
             * @description After how many minutes without a status, 1 to 1,440, a message in doubt is sent once more by itself, at the risk
             *     that the customer gets it twice; left out, a person decides.
             */
            resend_after_minutes?: number | null;
        };
        /** @description A conversation to record, whole or its beginning. */
        NewConversation: {
            /**
             * @description `api`, the only type that is recorded this way.
             * @example api
             */
            type?: string | null;
            /**
             * @description Your id of the conversation, 1 to 512 bytes; the same id is the same conversation.
             * @example ticket-4711
             */
            external_identifier: string;
            assistant_id?: components["schemas"]["AssistantId"] | null;
            /**
             * @description For example `production`, at most 100 characters; has effect when the conversation begins.
             * @example production
             */
            environment?: string | null;
            /** @description Variables by name; any JSON values, at most 100. */
            variables?: Record<string, never>;
            /**
             * Format: date-time
             * @description When it began, if before its first message: 1970 to one day ahead; has effect when the conversation begins.
             * @example 2026-03-01T12:00:00Z
             */
            started_at?: string | null;
            /** @description What was said, in any order, at most 1,000 messages; further ones go to `/conversations/{id}/messages`. */
            messages?: components["schemas"]["NewMessage"][];
        };
        /** @description Somebody to invite. */
        NewInvitation: {
            /** @example maria@example.com */
            email: string;
            role: components["schemas"]["Role"];
        };
        /** @description A key to be made. */
        NewKey: {
            /**
             * @description What people call it, 1 to 100 characters.
             * @example nightly export
             */
            name: string;
            /**
             * @description What it may do; only what the caller may do.
             * @example [
             *       "read"
             *     ]
             */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description When it ends, RFC 3339; never if left out.
             */
            expires_at?: string | null;
            /**
             * Format: int32
             * @description Most spans that it may report in a minute, for a key with the scope `ingest`; no limit if left out.
             */
            spans_per_minute?: number | null;
        };
        /** @description A file: one that was uploaded in the conversation, or one that lies on the internet, from where the platform fetches it. */
        NewMedia: {
            /**
             * Format: uuid
             * @description The `id` of an upload in this conversation that was not sent yet; this or `link`.
             */
            upload_id?: string | null;
            /**
             * @description Its address, https, up to 2,048 characters. WhatsApp keeps what it finds there for ten minutes.
             * @example https://shop.example.com/bills/48213.pdf
             */
            link?: string | null;
            kind?: components["schemas"]["MediaKind"] | null;
            /**
             * @description Words below it, up to 1,024 characters; on WhatsApp not for audio and stickers.
             * @example Your bill
             */
            caption?: string | null;
            /**
             * @description The name that the customer sees, up to 240 characters; for documents with a `link`, since an upload has its own.
             * @example bill-48213.pdf
             */
            filename?: string | null;
        };
        /** @description What is to be said to somebody on a channel. */
        NewMessage: {
            /**
             * @description A phone number in any notation, with its country code; this or `wa_user_id`.
             * @example +1 555 123 0001
             */
            phone?: string | null;
            /**
             * @description The id that WhatsApp gives its users in place of a number.
             * @example US.13491208655302741918
             */
            wa_user_id?: string | null;
            /**
             * @description What the person is called, up to 255 characters, should they be new.
             * @example Ada Example
             */
            name?: string | null;
            /** @description 1 to 4,096 characters; this or a template. */
            text?: string | null;
            template?: components["schemas"]["ChosenTemplate"] | null;
            /**
             * @description As with a reply; ids of one conversation.
             * @example m-1
             */
            client_id?: string | null;
            /**
             * @description As with a reply.
             * @example Maria
             */
            author?: string | null;
        };
        /** @description A price. */
        NewMessagePrice: {
            /**
             * @description For each message, in the project's currency: a decimal of at most 9 digits behind the point, as number or text,
             *     at most 1,000,000.
             * @example 0.01
             */
            price: string;
        };
        /** @description Messages to add. */
        NewMessages: {
            /** @description What was said, in any order, 1 to 1,000 messages. */
            messages: components["schemas"]["NewMessage"][];
        };
        /** @description A note to be added. */
        NewNote: {
            /**
             * @description 1 to 10,000 characters.
             * @example Has called twice about order 48213.
             */
            text: string;
            /**
             * @description The name to be shown, 1 to 100 characters; left out, the name of the key. Who is signed in writes in their own.
             * @example Maria
             */
            author?: string | null;
            /**
             * @description Your own id of the note, up to 200 characters. Sent again with the same id, it is added once.
             * @example n-1
             */
            client_id?: string | null;
        };
        /** @description Another password. */
        NewPassword: {
            /** @description The one that is still good. */
            current: string;
            /** @description The one from now on, 10 to 200 characters. All other sessions end. */
            new: string;
        };
        /**
         * @description What a million tokens cost, in the project's currency: decimals of at most 9 digits behind the point, as numbers or
         *     as text; kept exactly. Each at most 1,000,000.
         */
        NewPrice: {
            /**
             * @description Input that no cache took part in.
             * @example 2.5
             */
            input: string;
            /**
             * @description Output other than reasoning.
             * @example 10
             */
            output: string;
            /**
             * @description Input read from the provider's cache; charged as other input if left out.
             * @example 1.25
             */
            cache_read?: string | null;
            /** @description Input written to the provider's cache; charged as other input if left out. */
            cache_write?: string | null;
            /** @description Output that is reasoning; charged as other output if left out. */
            reasoning?: string | null;
        };
        /** @description A mark on a message of the conversation. */
        NewReaction: {
            /**
             * Format: uuid
             * @description The id (ours) of the message.
             */
            message_id: string;
            /**
             * @description One emoji; empty takes the one before back.
             * @example 👍
             */
            emoji: string;
        };
        /** @description What is to be said in a conversation. */
        NewReply: {
            /**
             * @description 1 to 4,096 characters; this or one of the other four.
             * @example Your parcel leaves today.
             */
            text?: string | null;
            template?: components["schemas"]["ChosenTemplate"] | null;
            media?: components["schemas"]["NewMedia"] | null;
            interactive?: components["schemas"]["Interactive"] | null;
            reaction?: components["schemas"]["NewReaction"] | null;
            /**
             * @description Your own id of the message, up to 200 characters. Sent again with the same id, it is said once, however much
             *     later.
             * @example r-1
             */
            client_id?: string | null;
            /**
             * Format: uuid
             * @description The id (ours) of the message of this conversation that it answers; the customer sees that one quoted.
             */
            reply_to?: string | null;
            /**
             * @description The name to be shown to staff, 1 to 100 characters; left out, the name of the key.
             * @example Maria
             */
            author?: string | null;
        };
        /** @description What to price anew; what is left out does not narrow it. */
        NewRepricing: {
            /**
             * Format: date-time
             * @description Messages said at this time or later.
             */
            from?: string | null;
            /**
             * Format: date-time
             * @description Messages said before this time.
             */
            to?: string | null;
            /**
             * @description Answers of this model, by the name on record.
             * @example gpt-4o
             */
            model?: string | null;
            /**
             * Format: uuid
             * @description Messages in conversations of this assistant.
             */
            assistant_id?: string | null;
            /** @description What to price; both if left out. */
            parts?: components["schemas"]["PricePart"][] | null;
            /** @description `true` only counts what would change. */
            dry_run?: boolean;
        };
        /** @description Whom to try, and what it is to know. */
        NewSession: {
            assistant_id?: components["schemas"]["AssistantId"] | null;
            /** @description Variables by name, as a form before the chat would ask for; any JSON values. */
            variables?: Record<string, never>;
        };
        /** @description A new secret. */
        NewSigningSecret: {
            /**
             * @description Shown now and never again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            signing_secret: string;
        };
        /** @description What the tester says. */
        NewTestMessage: {
            /**
             * @description 1 to 2,000 characters.
             * @example Where is my order 48213?
             */
            message: string;
            /**
             * @description Your own id of the message, up to 200 characters. Sent again with the same id, it is recorded and answered once.
             * @example m-1
             */
            client_id?: string | null;
        };
        /** @description A view to keep. */
        NewView: {
            /**
             * @description 1 to 100 characters; one's own view of that name is replaced.
             * @example Refunds of this week
             */
            name: string;
            /**
             * @description The parameters of the list, up to 4,000 bytes.
             * @example tag=refund&sort=-cost
             */
            query: string;
            /** @description Whether everybody of the project is to see it; takes the scope `review`. */
            shared?: boolean;
        };
        /** @description A webhook to be added. */
        NewWebhook: {
            /**
             * @description What people call it, 1 to 100 characters.
             * @example CRM
             */
            name: string;
            /**
             * @description Where events are sent: http or https, on the public internet unless `outbound.allow_private` is on.
             * @example https://crm.example.com/hooks/verbatim
             */
            url: string;
            /**
             * @description What it is told, at least one.
             * @example [
             *       "conversation.ended"
             *     ]
             */
            events: components["schemas"]["Happening"][];
            /** @description `false` for one that is to be told nothing yet. */
            enabled?: boolean | null;
        };
        /** @description A widget to be added. */
        NewWidget: {
            /**
             * @description What people call it, 1 to 100 characters.
             * @example Shop
             */
            name: string;
            /**
             * Format: uuid
             * @description Who answers new conversations.
             */
            assistant_id?: string | null;
            /**
             * @description Origins of the pages that may embed it, at most 50; without any, pages on the visitor's own machine.
             * @example [
             *       "https://shop.example"
             *     ]
             */
            allowed_origins?: string[];
            /** @description How it looks and behaves. */
            settings?: components["schemas"]["WidgetSettings"];
            /** @description `false` for one that is not to be shown yet. */
            enabled?: boolean | null;
        };
        /** @description A note. */
        Note: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description Who wrote it: a person by the name they have now.
             * @example Maria
             */
            author: string;
            /** @description Whether the caller wrote it. */
            mine: boolean;
            /**
             * @description What it says.
             * @example Has called twice about order 48213.
             */
            text: string;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, if it was.
             */
            edited_at?: string | null;
        };
        /** @description A page of notes. */
        Notes: {
            /** @description The oldest first. */
            data: components["schemas"]["Note"][];
            /**
             * Format: uuid
             * @description Give it as `cursor` for newer ones; null at the end.
             */
            next_cursor?: string | null;
        };
        /** @description A page of the outbox. */
        Outbox: {
            /** @description The newest first. */
            data: components["schemas"]["Unsent"][];
            /**
             * Format: uuid
             * @description Give it as `cursor` for older ones; null at the end.
             */
            next_cursor?: string | null;
        };
        /** @description A project, and what they are in it. */
        OwnProject: {
            /** Format: uuid */
            id: string;
            /** @example Demo */
            name: string;
            role: components["schemas"]["Role"];
        };
        /** @description Where they are signed in. */
        OwnSession: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description When they have to sign in again, at the latest.
             */
            expires_at: string;
        };
        /** @description Where one is signed in. */
        OwnSessions: {
            /** @description The one used last first. */
            data: components["schemas"]["ListedSession"][];
        };
        /** @description Somebody. */
        Person: {
            /** Format: uuid */
            id: string;
            /** @example maria@example.com */
            email: string;
            /** @example Maria */
            name: string;
        };
        /** @description What a million tokens cost, in the project's currency, every digit. */
        Price: {
            /**
             * Format: double
             * @description Input that no cache took part in.
             * @example 2.5
             */
            input: number;
            /**
             * Format: double
             * @description Output other than reasoning.
             * @example 10
             */
            output: number;
            /**
             * Format: double
             * @description Input read from the provider's cache; null where it is charged as other input.
             * @example 1.25
             */
            cache_read?: number | null;
            /**
             * Format: double
             * @description Input written to the provider's cache; null where it is charged as other input.
             */
            cache_write?: number | null;
            /**
             * Format: double
             * @description Output that is reasoning; null where it is charged as other output.
             */
            reasoning?: number | null;
        };
        /** @description What a message cost before and after. */
        PriceChange: {
            /**
             * Format: uuid
             * @description The message.
             */
            message_id: string;
            /**
             * @description `llm` or `channel`.
             * @example llm
             */
            part: string;
            /**
             * Format: double
             * @description Before; null where it was not known.
             * @example 0.0025
             */
            before?: number | null;
            /**
             * Format: double
             * @description After; null where it is not known.
             * @example 0.003
             */
            after?: number | null;
            /**
             * Format: date-time
             * @description When it was changed.
             */
            at: string;
        };
        /** @description What a pricing anew changed. */
        PriceChanges: {
            /** @description By message. */
            data: components["schemas"]["PriceChange"][];
            /** @description Give it as `cursor` for further ones; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * @description Which part of what messages cost.
         * @enum {string}
         */
        PricePart: "tokens" | "fees";
        /** @description The body of every error. */
        Problem: {
            /** @description `about:blank`; the title says it all. */
            type: string;
            /** @description The status in words. */
            title: string;
            /**
             * Format: int32
             * @description The status code.
             */
            status: number;
            /** @description What happened and what to do. */
            detail: string;
            /** @description For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`. */
            code?: string | null;
            /** @description With `SESSION_EXPIRED`: that a template may be sent all the same. */
            requires_template?: boolean | null;
            window?: components["schemas"]["Window"] | null;
            /** @description The faults one by one, where there are any. */
            errors?: components["schemas"]["Fault"][];
        };
        /** @description A project. */
        Project: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: int64
             * @description A number beside the id, for addresses that want one.
             * @example 1
             */
            number: number;
            /**
             * @description What people call it.
             * @example Demo
             */
            name: string;
            /**
             * @description The currency of all its amounts, ISO 4217.
             * @example USD
             */
            currency: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        /** @description The projects that the caller may see. */
        Projects: {
            /** @description A key opens exactly one. */
            data: components["schemas"]["Project"][];
        };
        /** @description A line of the card: a rate from a day on, until a later line of the same market and category. */
        Rate: {
            /**
             * Format: int32
             * @description Its number in the file, from 1.
             * @example 2
             */
            line: number;
            /**
             * @description What the platform calls the market.
             * @example Germany
             */
            market: string;
            /**
             * @description Beginnings of its numbers, and countries of customers of whom only a user id is known.
             * @example [
             *       "49",
             *       "DE"
             *     ]
             */
            prefixes: string[];
            /**
             * @description `marketing`, `utility`, `authentication`, `service`, …
             * @example utility
             */
            category: string;
            /**
             * @description ISO 4217.
             * @example USD
             */
            currency: string;
            /**
             * Format: double
             * @description For one message.
             * @example 0.0456
             */
            rate: number;
            /**
             * Format: date
             * @description The first day (UTC).
             * @example 2026-10-01
             */
            from: string;
            /** @description The volume tier that the rate is of, in the platform's words. */
            tier?: string | null;
        };
        /** @description The card. */
        RateCard: {
            /**
             * Format: date-time
             * @description When it was imported; null where there is none.
             */
            imported_at?: string | null;
            /** @description Its lines in their order. */
            data: components["schemas"]["Rate"][];
            /**
             * @description What each number has used of this month's free allowance for free-form messages, as WhatsApp marked them; empty
             *     before October 2026.
             */
            allowances: components["schemas"]["Allowance"][];
        };
        /** @description A reaction that stands. */
        Reaction: {
            /**
             * @description The emoji.
             * @example 👍
             */
            emoji: string;
            /**
             * @description Who reacted: the author's name, or the role where there is none.
             * @example user
             */
            by: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        /** @description A request with spans that could not be used. */
        Rejection: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description The wire.
             * @example otlp
             */
            source: string;
            /**
             * Format: int32
             * @description How many spans.
             * @example 1
             */
            count: number;
            /**
             * @description Why.
             * @example the trace id is not 16 bytes, or all are zero
             */
            reason: string;
        };
        /** @description What a replay made of a delivery. */
        ReplayAnswer: {
            /**
             * @description Things that today's parser finds in it.
             * @example 2
             */
            items: number;
            /**
             * @description How many of them were new.
             * @example 1
             */
            fresh: number;
            /**
             * @description What it does not understand.
             * @example []
             */
            notes: string[];
        };
        /** @description Which deliveries to replay. */
        ReplayRequest: {
            /** @description All that are kept if it is empty. */
            filter?: components["schemas"]["DeliveryFilter"];
            /** @description `true` only counts. */
            dry_run?: boolean;
            /**
             * Format: uuid
             * @description `next_cursor` of the answer before, to go on there.
             */
            cursor?: string | null;
        };
        /** @description What many replays made. */
        ReplaySummary: {
            /** @description Whether they were only counted. */
            dry_run: boolean;
            /**
             * Format: int64
             * @description Deliveries that are meant and still have a body; counted by a dry run only.
             * @example 12
             */
            matched?: number | null;
            /**
             * Format: int64
             * @description Deliveries that were replayed.
             * @example 12
             */
            replayed: number;
            /**
             * Format: int64
             * @description Deliveries of which something was new.
             * @example 3
             */
            changed: number;
            /**
             * Format: int64
             * @description Things that were new.
             * @example 4
             */
            fresh: number;
            /**
             * Format: int64
             * @description Deliveries that the database still refuses.
             * @example 0
             */
            refused: number;
            /**
             * Format: uuid
             * @description Where to go on, if the request took too long; null when all was done.
             */
            next_cursor?: string | null;
        };
        /** @description A message of staff and what became of it so far. */
        Reply: {
            /**
             * Format: uuid
             * @description Its id.
             */
            message_id: string;
            /**
             * Format: uuid
             * @description Its conversation.
             */
            conversation_id: string;
            /**
             * @description The platform's id, once it has accepted it.
             * @example wamid.HBgLMTU1NTEyMzAwMDEVAgARGBI
             */
            external_id?: string | null;
            /**
             * @description `queued`, `sent`, `delivered`, `read` or `failed`; null where the channel delivers by itself.
             * @example queued
             */
            status?: string | null;
            /** @description Why it failed. */
            error?: string | null;
            /**
             * Format: date-time
             * @description When it was said.
             */
            created_at: string;
            window?: components["schemas"]["Window"] | null;
        };
        /** @description Pricing anew, and how far it is. */
        Repricing: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description `running` or `done`.
             * @example done
             */
            state: string;
            /** @description Whether it only counts. */
            dry_run: boolean;
            /**
             * Format: date-time
             * @description Messages said at this time or later.
             */
            from?: string | null;
            /**
             * Format: date-time
             * @description Messages said before this time.
             */
            to?: string | null;
            /**
             * @description Answers of this model.
             * @example gpt-4o
             */
            model?: string | null;
            /**
             * Format: uuid
             * @description Messages in conversations of this assistant.
             */
            assistant_id?: string | null;
            /** @description What is priced. */
            parts: components["schemas"]["PricePart"][];
            /**
             * @description Who ordered it.
             * @example key:0198c1f0-0000-7000-8000-000000000001
             */
            requested_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            requested_at: string;
            /**
             * Format: date-time
             * @description When it was done.
             */
            finished_at?: string | null;
            /**
             * Format: int64
             * @description Messages looked at so far that are meant.
             * @example 1200
             */
            messages: number;
            /**
             * Format: int64
             * @description Those of them whose price changes.
             * @example 340
             */
            changed: number;
            /**
             * Format: double
             * @description What those cost before; the unknown counts as nothing.
             * @example 1.25
             */
            before: number;
            /**
             * Format: double
             * @description What they cost after.
             * @example 1.5
             */
            after: number;
            /**
             * Format: double
             * @description `after` less `before`.
             * @example 0.25
             */
            difference: number;
        };
        /** @description What was priced anew. */
        Repricings: {
            /** @description The newest first. */
            data: components["schemas"]["Repricing"][];
            /**
             * Format: uuid
             * @description Give it as `cursor` for older ones; null at the end.
             */
            next_cursor?: string | null;
        };
        /** @description What one rule would delete now. */
        RetentionDue: {
            /**
             * @description The type of conversation.
             * @example test
             */
            type: string;
            /**
             * Format: int32
             * @description The days tried.
             * @example 30
             */
            days: number;
            /**
             * Format: int64
             * @description Conversations that saw nothing for so long.
             * @example 41
             */
            conversations: number;
        };
        /** @description What rules would delete now. */
        RetentionOutlook: {
            /** @description By type. */
            data: components["schemas"]["RetentionDue"][];
        };
        /** @description The rule of one type. */
        RetentionRule: {
            /**
             * @description The type of conversation.
             * @example test
             */
            type: string;
            /**
             * Format: int32
             * @description Days since the last activity after which a conversation is deleted.
             * @example 30
             */
            days: number;
            /**
             * Format: date-time
             * @description From when on it is applied: a day after it was set, so that a slip can be mended.
             */
            effective_at: string;
        };
        /** @description All rules of the project. */
        RetentionRules: {
            /** @description By type; a type without a rule is kept for ever. */
            data: components["schemas"]["RetentionRule"][];
        };
        /** @description How long to keep. */
        RetentionTerm: {
            /**
             * Format: int32
             * @description Days since the last activity, 1 to 36500.
             * @example 30
             */
            days: number;
        };
        /** @description Which rules to try. */
        RetentionTrial: {
            /**
             * @description Days for each type; the rules that are set if left out.
             * @example {
             *       "test": 30,
             *       "whatsapp": 365
             *     }
             */
            rules?: {
                [key: string]: number;
            } | null;
        };
        /**
         * @description What somebody is in a project.
         * @enum {string}
         */
        Role: "owner" | "admin" | "reviewer" | "tester" | "viewer";
        /** @description How a secret is changed. */
        Rotation: {
            /**
             * Format: int32
             * @description Hours for which the old secret signs beside the new one, 0 to 168; 24 without it.
             * @default null
             * @example 24
             */
            keep_hours: number | null;
        };
        /** @description A recorded message. */
        SaidMessage: {
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * @description `user`, `assistant`, `operator`, `tool` or `system`.
             * @example assistant
             */
            role: string;
            /**
             * @description `text`; `error` for an answer that failed before its first word, `stopped` for one that was stopped before it,
             *     `tool_calls` for one without words.
             * @example text
             */
            kind: string;
            /**
             * @description What was said.
             * @example Your order left the house this morning.
             */
            content: string;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Tools called, each `{id, name, arguments, result, error, duration_ms}`. */
            function_calls: Record<string, never>[];
            /** @description Tokens that it took. */
            usage: components["schemas"]["Usage"];
            /**
             * Format: double
             * @description Cost in the project's currency, every digit; null when no price is known.
             * @example 0.000125
             */
            cost?: number | null;
            /**
             * Format: double
             * @description What the channel charged for it; null where nothing is known to be.
             * @example 0.01
             */
            channel_cost?: number | null;
            /**
             * @description The model that answered.
             * @example gpt-4.1-mini
             */
            model?: string | null;
            /** @description Why the answer failed, first the kind (`timeout`, `key_refused`, …), then the words. */
            error?: string | null;
            /**
             * Format: int64
             * @description How long the answer took; null for what was not asked of an assistant here.
             * @example 812
             */
            duration_ms?: number | null;
            /**
             * Format: int64
             * @description Which version of the assistant gave it; see `/api/v1/assistants/{id}/versions`.
             * @example 3
             */
            assistant_version?: number | null;
            /**
             * @description Why the model stopped, in its word.
             * @example stop
             */
            finish_reason?: string | null;
        };
        /**
         * @description What a caller may do. A key has several; none includes another.
         * @enum {string}
         */
        Scope: "read" | "review" | "test" | "write" | "delete" | "manage" | "ingest";
        /** @description A score. */
        Score: {
            /**
             * @description What was judged.
             * @example helpful
             */
            name: string;
            /**
             * Format: uuid
             * @description The message that was judged; null: the conversation as a whole.
             */
            message_id?: string | null;
            /**
             * Format: double
             * @description The judgement as a number.
             * @example 0.8
             */
            value?: number | null;
            /** @description The judgement in a word. */
            category?: string | null;
            /** @description Why. */
            reason?: string | null;
            /**
             * @description What it came by: `ui` or `api`.
             * @example api
             */
            source: string;
            /**
             * @description Who judged: a person by the name they have now, or the key's. Each has one score of a name for each message, and
             *     one for the whole; two of the same name are two.
             * @example judge
             */
            author: string;
            /** @description Whether it is the caller's own, to replace or take back. */
            mine: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            set_at: string;
        };
        /** @description The scores of a conversation. */
        Scores: {
            /** @description By name, then author, then message. */
            data: components["schemas"]["Score"][];
        };
        /** @description A part of a list. */
        Section: {
            /** @description What stands above it, up to 24 characters; needed where there are several. */
            title?: string | null;
            /** @description What can be chosen. */
            rows: components["schemas"]["Choice"][];
        };
        /** @description A business phone number. */
        Sender: {
            /**
             * Format: uuid
             * @description The channel's id.
             */
            id: string;
            /**
             * @description Its name.
             * @example Shop
             */
            name?: string | null;
            /**
             * @description Digits.
             * @example 15550783881
             */
            phone?: string | null;
            /**
             * @description Meta's id of the number.
             * @example 106540352242922
             */
            phone_number_id?: string | null;
        };
        /** @description What is known of somebody on a channel. */
        Session: {
            /** @description Whether there is a conversation with that person on this channel. */
            has_conversation: boolean;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversation_id?: string | null;
            /**
             * @description What the person calls themselves.
             * @example Ada Example
             */
            customer_name?: string | null;
            /**
             * Format: date-time
             * @description When the person last said something.
             */
            last_customer_message_at?: string | null;
            /** @description The customer service window; closed, and without an end, for somebody who never wrote. */
            window: components["schemas"]["Window"];
            /** @description The same as `window.requires_template`. */
            requires_template: boolean;
            /**
             * @description Why the channel cannot send just now; null when it can.
             * @example it has no access token
             */
            offline?: string | null;
        };
        /** @description The assistant of a session. */
        SessionAssistant: {
            /** @description Its id. */
            id: components["schemas"]["AssistantId"];
            /**
             * @description Its name.
             * @example Demo (answers without a model)
             */
            name: string;
            /**
             * @description `demo` or `openai`.
             * @example demo
             */
            provider: string;
        };
        /** @description What a page must know before it asks anybody anything. */
        SessionState: {
            /** @description Whether the browser holds an open session. */
            signed_in: boolean;
            /** @description Whether nobody can sign in yet: the server's first link makes the first administrator. */
            needs_setup: boolean;
        };
        /** @description A judgement. */
        SetScore: {
            /**
             * Format: double
             * @description As a number; this or `category` must be there.
             * @example 1
             */
            value?: number | null;
            /** @description In a word, 1 to 100 characters. */
            category?: string | null;
            /** @description Why, up to 2,000 characters. */
            reason?: string | null;
            /**
             * Format: uuid
             * @description The message that is judged; left out, the conversation as a whole.
             */
            message_id?: string | null;
        };
        /** @description Somebody who wants in. */
        SignIn: {
            /** @example maria@example.com */
            email: string;
            /** @example correct horse battery */
            password: string;
        };
        /** @description Where traces are to be sent, and what came. */
        Sources: {
            /**
             * @description The address that SDKs are pointed at.
             * @example https://verbatim.example
             */
            address: string;
            /**
             * @description Where OpenTelemetry over gRPC is listened for; null: nowhere.
             * @example 127.0.0.1:4317
             */
            grpc_address?: string | null;
            /**
             * Format: int64
             * @description The project's number, which stands at the end of a Sentry DSN.
             * @example 1
             */
            project_number: number;
            /** @description Everybody who has reported, who did so last first. */
            sources: components["schemas"]["TraceSource"][];
            /** @description Spans that could not be used, of late: SDKs do not say so to anybody. */
            rejections: components["schemas"]["Rejection"][];
            /**
             * Format: int64
             * @description Of the newest 1,000 traces, those that name no conversation.
             */
            traces_without_conversation: number;
            /** @description Whether such a trace becomes a conversation of its own. */
            session_by_trace: boolean;
        };
        /** @description What may be changed. */
        SourcesChange: {
            /** @description Whether a trace that names no conversation becomes one of its own, from now on. */
            session_by_trace: boolean;
        };
        /** @description A step of a program that asks models. */
        Span: {
            /**
             * @description 32 hexadecimal digits.
             * @example 01a1ff85b57a7ca29928124a930320ad
             */
            trace_id: string;
            /**
             * @description 16 hexadecimal digits, or 32.
             * @example 00f067aa0ba902b7
             */
            span_id: string;
            /** @description The span within which it happened; it may not be here, or not yet. */
            parent_span_id?: string | null;
            /**
             * @description Its name.
             * @example openai.chat
             */
            name: string;
            /** @description What it is. */
            kind: components["schemas"]["SpanKind"];
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at?: string | null;
            /**
             * Format: date-time
             * @description When it ended; null while it goes on, or where nobody said.
             */
            ended_at?: string | null;
            /**
             * Format: double
             * @description From one to the other, in milliseconds.
             * @example 812.5
             */
            duration_ms?: number | null;
            /** @description Whether it failed. */
            failed: boolean;
            error?: components["schemas"]["SpanFault"] | null;
            /**
             * @description The wire it came by: `otlp` or `sentry`.
             * @example otlp
             */
            source: string;
            /**
             * @description The model.
             * @example gpt-4o-2024-08-06
             */
            model?: string | null;
            /**
             * @description Who runs it.
             * @example openai
             */
            provider?: string | null;
            usage?: components["schemas"]["Usage"] | null;
            /**
             * Format: double
             * @description What it cost, as its sender said, else by our prices; null where that is not known.
             * @example 0.0025
             */
            cost?: number | null;
            /**
             * Format: int64
             * @description From the request to the first part of the answer, in milliseconds.
             */
            first_token_ms?: number | null;
            /** @description The agent at work. */
            agent?: string | null;
            /**
             * @description The tool that was called.
             * @example get_weather
             */
            tool?: string | null;
            /**
             * Format: uuid
             * @description The conversation that it was placed in.
             */
            conversation_id?: string | null;
            /**
             * Format: uuid
             * @description The message that its turn led to: the assistant's, else the user's.
             */
            message_id?: string | null;
        };
        /** @description A span with what went in, what came out, and all that its sender said of it. */
        SpanDetail: components["schemas"]["Span"] & {
            /** @description The messages that went in. */
            input: components["schemas"]["Heard"][];
            /** @description The messages that came out. */
            output: components["schemas"]["Heard"][];
            tool_call?: components["schemas"]["ToolCall"] | null;
            /**
             * @description Why the model stopped, in its word.
             * @example stop
             */
            finish?: string | null;
            /** @description The model provider's id of the answer. */
            response_id?: string | null;
            /** @description For example `production`. */
            environment?: string | null;
            /** @description The release of the program. */
            release?: string | null;
            /** @description Labels. */
            tags: string[];
            /** @description What came, as it came: `attributes`, `resource`, `scope`, `events`, … */
            raw: Record<string, never>;
        };
        /** @description What went wrong in a span. */
        SpanFault: {
            /**
             * @description The exception's class or the error's type, for example `RateLimitError`; empty where it is not said.
             * @default
             */
            kind: string;
            /**
             * @description In words; empty where it is not said.
             * @default
             */
            message: string;
        };
        /**
         * @description What a span is.
         * @enum {string}
         */
        SpanKind: "llm" | "tool" | "agent" | "chain" | "retrieval" | "embedding" | "guardrail" | "evaluation" | "other";
        /** @description A page of spans. */
        Spans: {
            /** @description Trace by trace, in the order in which they began. */
            data: components["schemas"]["Span"][];
            /** @description Give it as `cursor` for those that follow; null at the end. */
            next_cursor?: string | null;
        };
        /** @description How an assistant hears and speaks, by the audio addresses of its API. */
        Speech: {
            /**
             * @description The model that turns speech into text (`/audio/transcriptions`), also voice notes of customers; null where browsers
             *     are to do it and voice notes stay sound.
             * @example gpt-4o-mini-transcribe
             */
            transcription_model?: string | null;
            /**
             * @description The model that speaks (`/audio/speech`); null where browsers are to do it.
             * @example gpt-4o-mini-tts
             */
            speech_model?: string | null;
            /**
             * @description Its voice.
             * @example alloy
             */
            voice?: string | null;
        };
        /**
         * @description Whether a conversation goes on.
         * @enum {string}
         */
        Status: "active" | "inactive" | "ended";
        /** @description Whether there was an answer to stop. */
        Stopped: {
            /** @description False when none was due or under way. */
            stopped: boolean;
        };
        /** @description A tag. */
        Tag: {
            /** @example refund */
            tag: string;
            /**
             * Format: int64
             * @description How many conversations have it, among 20,000 that have any.
             */
            conversations: number;
        };
        /** @description The tags in use. */
        Tags: {
            /** @description The most used first, 500 at most. */
            data: components["schemas"]["Tag"][];
        };
        /** @description Who takes over. */
        Takeover: {
            /**
             * @description The name to be shown, 1 to 100 characters; left out, the name of the key.
             * @example Maria
             */
            assignee?: string | null;
        };
        /** @description A template. */
        Template: {
            /**
             * @description The platform's id.
             * @example 1247321093
             */
            id?: string | null;
            /**
             * @description Its name.
             * @example order_ready
             */
            name: string;
            /**
             * @description Its language.
             * @example en_US
             */
            language: string;
            /**
             * @description `marketing`, `utility` or `authentication`; decides what a message costs.
             * @example utility
             */
            category: string;
            /**
             * @description `approved`, `pending`, `rejected`, …; only approved ones can be sent.
             * @example approved
             */
            status: string;
            /**
             * @description The platform's rating: `green`, `yellow`, `red` or `unknown`.
             * @example green
             */
            quality?: string | null;
            /**
             * @description The text of its body, gaps open.
             * @example Hello {{1}}, your order is ready.
             */
            body: string;
            /**
             * @description The names under which values are to be given.
             * @example [
             *       "1"
             *     ]
             */
            variables: string[];
            /** @description All of it, as the platform gave it. */
            components: Record<string, never>[];
        };
        /** @description The templates of a channel. */
        Templates: {
            /** @description By name and language. */
            data: components["schemas"]["Template"][];
            /**
             * Format: date-time
             * @description When the platform last gave the list; null when it never did.
             */
            synced_at?: string | null;
            /** @description Why it did not the last time, if it did not. */
            error?: string | null;
        };
        /** @description A thread. */
        Thread: {
            /** @description In the order in which they began. */
            traces: components["schemas"]["LangWatchTrace"][];
            /** @description Give it as `cursor` for those that follow; null at the end. LangWatch has no such field. */
            next_cursor?: string | null;
        };
        /** @description A tool that is called by HTTP. */
        Tool: {
            /**
             * @description What the model calls it: 1 to 64 letters, digits, `_` and `-`.
             * @example find_order
             */
            name: string;
            /**
             * @description What it is for, told to the model; at most 2,000 characters.
             * @example Finds an order by its number.
             */
            description?: string;
            /** @description JSON Schema of its arguments, an object; at most 20,000 bytes. */
            parameters?: Record<string, never>;
            /**
             * @description Where it is called with `POST`.
             * @example https://shop.example/tools/find-order
             */
            url: string;
            /**
             * Format: int32
             * @description Seconds that it may take, 1 to 60.
             * @example 20
             */
            timeout_seconds?: number;
        };
        /** @description A tool that a model wants called, or that was. */
        ToolCall: {
            /**
             * @description What pairs the request with its result; empty where none is given.
             * @default
             */
            id: string;
            /**
             * @description The tool's name; empty where a result alone is reported.
             * @default
             */
            name: string;
            /**
             * @description As JSON text, or as whatever came.
             * @default null
             */
            arguments: string | null;
            /**
             * @description What it gave back, as text or JSON text.
             * @default null
             */
            result: string | null;
        };
        /** @description A trace. */
        Trace: {
            /**
             * @description 32 hexadecimal digits.
             * @example 01a1ff85b57a7ca29928124a930320ad
             */
            trace_id: string;
            /**
             * @description The name of its topmost span.
             * @example POST /chat
             */
            name: string;
            /**
             * @description The wire it came by: `otlp` or `sentry`.
             * @example otlp
             */
            source: string;
            /**
             * Format: date-time
             * @description When its first span began.
             */
            started_at: string;
            /**
             * Format: date-time
             * @description When its last span ended; null where none has.
             */
            ended_at?: string | null;
            /**
             * Format: int64
             * @description From one to the other, in milliseconds.
             * @example 1200
             */
            duration_ms?: number | null;
            /**
             * Format: int64
             * @description How many spans it has.
             * @example 5
             */
            spans: number;
            /**
             * Format: int64
             * @description How many of them failed.
             */
            errors: number;
            /** @description The conversations that it belongs to. */
            conversations: components["schemas"]["TraceConversation"][];
        };
        /** @description A conversation that a trace belongs to. */
        TraceConversation: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What makes it one conversation within its type.
             * @example session-123
             */
            thread_id: string;
        };
        /** @description Somebody who reports. */
        TraceSource: {
            /**
             * @description The wire: `otlp` or `sentry`.
             * @example otlp
             */
            source: string;
            /**
             * @description What the SDK calls itself.
             * @example OTel-OTLP-Exporter-Python 1.45.1
             */
            sdk: string;
            /**
             * Format: date-time
             * @description When its first spans came.
             */
            first_at: string;
            /**
             * Format: date-time
             * @description When its last spans came.
             */
            last_at: string;
            /**
             * Format: int64
             * @description Spans that came; one that came twice counts twice.
             * @example 1250
             */
            spans: number;
            /**
             * Format: int64
             * @description Spans that could not be used.
             */
            rejected: number;
        };
        /** @description A page of traces. */
        Traces: {
            /**
             * @description The newest first. Fewer than `limit`, even none, do not mean the end where some are picked by more than time and
             *     thread: after 20,000 traces, 20,000 spans or two seconds the page ends, and `next_cursor` goes on from there.
             */
            data: components["schemas"]["Trace"][];
            /** @description Give it as `cursor` for older ones; null at the end. */
            next_cursor?: string | null;
        };
        /** @description A project to look at. */
        Turn: {
            /**
             * Format: uuid
             * @description One that they are in.
             */
            project_id: string;
        };
        /** @description A number of one type. */
        TypeCount: components["schemas"]["Count"] & {
            /**
             * @description The type.
             * @example whatsapp
             */
            type: string;
            /** @description How it is shown. */
            badge: components["schemas"]["Badge"];
        };
        /** @description A message that a platform has not accepted. */
        Unsent: {
            /**
             * Format: uuid
             * @description The message.
             */
            message_id: string;
            /**
             * Format: uuid
             * @description Its conversation.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description The channel that is to send it.
             */
            channel_id: string;
            /**
             * @description `due`, `sending`, `uncertain` or `failed`.
             * @example uncertain
             */
            state: string;
            /**
             * Format: int32
             * @description How often it was tried.
             * @example 1
             */
            tries: number;
            /**
             * @description Why it was not accepted the last time.
             * @example the host took too long
             */
            error?: string | null;
            /**
             * Format: date-time
             * @description When it was to be sent first.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description For `due`, when it is tried next.
             */
            due_at?: string | null;
        };
        /** @description A file that waits to be sent. */
        Uploaded: {
            /**
             * Format: uuid
             * @description Its id, to be given as `media.upload_id` of a reply in this conversation.
             */
            id: string;
            /**
             * @description Its name; empty where none was given.
             * @example bill-48213.pdf
             */
            name: string;
            /**
             * @description Its type, told by its content.
             * @example application/pdf
             */
            type: string;
            /**
             * Format: int64
             * @description Bytes.
             * @example 48213
             */
            size: number;
        };
        /** @description Tokens; cached and reasoning tokens are parts of input and output. */
        Usage: {
            /**
             * Format: int64
             * @description Sent to models, cached ones included.
             * @example 800
             */
            input_tokens: number;
            /**
             * Format: int64
             * @description Produced by models, reasoning included.
             * @example 160
             */
            output_tokens: number;
            /**
             * Format: int64
             * @description Read from the provider's cache.
             */
            cache_read_tokens: number;
            /**
             * Format: int64
             * @description Written to the provider's cache.
             */
            cache_write_tokens: number;
            /**
             * Format: int64
             * @description Spent on reasoning.
             */
            reasoning_tokens: number;
            /**
             * Format: int64
             * @description Input and output.
             * @example 960
             */
            total_tokens: number;
        };
        /** @description Somebody of the project. */
        User: {
            /** Format: uuid */
            id: string;
            /** @example maria@example.com */
            email: string;
            /** @example Maria */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description Since when they are in the project.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When they last asked for something, to the minute; null where they are signed in nowhere.
             */
            last_seen_at?: string | null;
        };
        /** @description Everybody of the project. */
        Users: {
            /** @description In the order they came. */
            data: components["schemas"]["User"][];
        };
        /** @description A variable. */
        Variable: {
            /**
             * @description Its name.
             * @example city
             */
            name: string;
            /**
             * @description `input` or `extracted`.
             * @example input
             */
            source: string;
            /** @description Its value. */
            value: Record<string, never>;
            /**
             * Format: date-time
             * @description When it got this value.
             */
            set_at: string;
            /**
             * Format: uuid
             * @description The message after which it was extracted, or which was answered when a tool set it; null for what was given.
             */
            message_id?: string | null;
            /** @description The values it had before, newest first. */
            history: components["schemas"]["Former"][];
        };
        /** @description The variables of a conversation. */
        Variables: {
            /** @description From a form or the caller, by name. */
            input: components["schemas"]["Variable"][];
            /** @description Extracted by the assistant, by name; these win where a name is in both. */
            extracted: components["schemas"]["Variable"][];
        };
        /** @description A view. */
        View: {
            /** Format: uuid */
            id: string;
            /** @example Refunds of this week */
            name: string;
            /**
             * @description The parameters of the list, as in an address.
             * @example tag=refund&sort=-cost
             */
            query: string;
            /** @description Whether everybody of the project sees it. */
            shared: boolean;
            /** @description Whether it is the caller's own. */
            own: boolean;
            /** Format: date-time */
            created_at: string;
        };
        /** @description Views. */
        Views: {
            /** @description By name. */
            data: components["schemas"]["View"][];
        };
        /** @description A webhook; its secret is never shown. */
        Webhook: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What people call it.
             * @example CRM
             */
            name: string;
            /**
             * @description Where events are sent.
             * @example https://crm.example.com/hooks/verbatim
             */
            url: string;
            /**
             * @description What it is told.
             * @example [
             *       "conversation.ended"
             *     ]
             */
            events: components["schemas"]["Happening"][];
            /** @description Whether it is told anything. */
            enabled: boolean;
            /**
             * @description Why it was switched off, if the program did.
             * @example it answered 410 Gone
             */
            disabled_reason?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        /** @description What to change; what is left out stays. */
        WebhookChange: {
            /** @description What people call it. */
            name?: string | null;
            /** @description Where events are sent, those that wait too. */
            url?: string | null;
            /** @description What it is told from now on. */
            events?: components["schemas"]["Happening"][] | null;
            /** @description Whether it is told anything. */
            enabled?: boolean | null;
        };
        /** @description An event of a webhook. */
        WebhookEvent: {
            /**
             * Format: uuid
             * @description Its id, the same in every try: the header `webhook-id`.
             */
            id: string;
            /**
             * @description What happened.
             * @example conversation.ended
             */
            type: string;
            /**
             * Format: uuid
             * @description In which conversation.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description To which message, if to one.
             */
            message_id?: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /**
             * @description `due`, `sent` or `failed`.
             * @example failed
             */
            state: string;
            /**
             * Format: int32
             * @description How often it was tried.
             * @example 12
             */
            tries: number;
            /**
             * Format: date-time
             * @description For `due`, when it is tried next.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When it was taken or given up.
             */
            settled_at?: string | null;
            /**
             * @description Why it was not taken the last time.
             * @example the webhook answered 500
             */
            error?: string | null;
        };
        /** @description A page of a webhook's events. */
        WebhookEvents: {
            /** @description The newest first. */
            data: components["schemas"]["WebhookEvent"][];
            /**
             * Format: int64
             * @description Give it as `cursor` for older ones; null at the end.
             */
            next_cursor?: number | null;
        };
        /** @description Which events to tell once more. */
        WebhookReplay: {
            /**
             * @description `failed` or `sent`; `failed` without it.
             * @default null
             * @example failed
             */
            state: string | null;
            /**
             * Format: date-time
             * @description Those that happened then or later.
             * @default null
             */
            from: string | null;
            /**
             * Format: date-time
             * @description Those that happened before.
             * @default null
             */
            to: string | null;
            /**
             * @description `true` only counts.
             * @default false
             */
            dry_run: boolean;
        };
        /** @description How many events are told once more. */
        WebhookReplayed: {
            /** @description Whether they were only counted. */
            dry_run: boolean;
            /**
             * Format: int64
             * @description How many.
             * @example 12
             */
            events: number;
        };
        /** @description What became of a test. */
        WebhookTest: {
            /** @description Whether it was taken: the status is 200 to 299. */
            delivered: boolean;
            /**
             * Format: int32
             * @description The status that came back.
             * @example 204
             */
            status?: number | null;
            /**
             * @description Why none came back.
             * @example the host cannot be reached
             */
            error?: string | null;
            /**
             * Format: int64
             * @description How long it took.
             * @example 85
             */
            duration_ms: number;
        };
        /** @description A webhook with its secret, which is shown this once. */
        WebhookWithSecret: components["schemas"]["Webhook"] & {
            /**
             * @description What the signatures are made with; keep it, it cannot be shown again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
        };
        /** @description All webhooks of the project. */
        Webhooks: {
            /** @description The oldest first. */
            data: components["schemas"]["Webhook"][];
        };
        /** @description A widget; the secret that signs who a visitor is is never shown. */
        Widget: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What people call it.
             * @example Shop
             */
            name: string;
            /**
             * @description What pages name it by; public.
             * @example pub_3gVY2cWmZQ6yTn0sK1xLbA
             */
            public_key: string;
            /**
             * @description The line to paste into a page. It says how the launcher looks where that is not as usual: paste it anew after
             *     changing `accent`, `position` or `launcher_label`.
             * @example <script src="https://chat.example/widget.js" data-widget="pub_3gVY2cWmZQ6yTn0sK1xLbA" async></script>
             */
            snippet: string;
            /**
             * @description What a page's Content-Security-Policy must allow, where it has one.
             * @example script-src https://chat.example; connect-src https://chat.example
             */
            content_security_policy: string;
            /**
             * Format: uuid
             * @description Who answers new conversations.
             */
            assistant_id?: string | null;
            /** @description Whether it is shown at all. */
            enabled: boolean;
            /**
             * @description Origins of the pages that may embed it, exactly; while there is none, pages on the visitor's own machine.
             * @example [
             *       "https://shop.example"
             *     ]
             */
            allowed_origins: string[];
            /** @description How it looks and behaves. */
            settings: components["schemas"]["WidgetSettings"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        /** @description What to change; what is left out stays. */
        WidgetChange: {
            /** @description What people call it. */
            name?: string | null;
            /**
             * Format: uuid
             * @description Who answers new conversations; null for nobody.
             */
            assistant_id?: string | null;
            /** @description Origins of the pages that may embed it, all of them. */
            allowed_origins?: string[] | null;
            settings?: components["schemas"]["WidgetSettings"] | null;
            /** @description Whether it is shown. */
            enabled?: boolean | null;
        };
        /** @description What a visitor agrees to. */
        WidgetConsent: {
            /**
             * @description 1 to 500 characters.
             * @example We record this chat to help you.
             */
            text: string;
            /**
             * @description Where more is said of it, http or https.
             * @example https://shop.example/privacy
             */
            link?: string | null;
        };
        /** @description One question. */
        WidgetField: {
            /**
             * @description The variable: 1 to 60 letters, digits and `_`.
             * @example email
             */
            name: string;
            /**
             * @description What the visitor reads, 1 to 100 characters.
             * @example E-mail
             */
            label: string;
            /** @description What an answer must be. */
            type: components["schemas"]["WidgetFieldType"];
            /** @description Whether there must be one; a checkbox must then be ticked. */
            required?: boolean;
            /**
             * @description What a list offers, 1 to 50 of up to 100 characters.
             * @example [
             *       "Sales",
             *       "Repairs"
             *     ]
             */
            options?: string[];
        };
        /**
         * @description What an answer must be.
         * @enum {string}
         */
        WidgetFieldType: "text" | "email" | "phone" | "number" | "date" | "list" | "checkbox" | "link";
        /** @description Questions before a chat; the answers become variables. */
        WidgetForm: {
            /** @description 1 to 12. */
            fields: components["schemas"]["WidgetField"][];
        };
        /**
         * @description How visitors and assistant talk.
         * @enum {string}
         */
        WidgetMode: "chat" | "voice_chat";
        /**
         * @description Where the launcher stands.
         * @enum {string}
         */
        WidgetPosition: "right" | "left";
        /**
         * @description Light or dark.
         * @enum {string}
         */
        WidgetScheme: "auto" | "light" | "dark";
        /** @description What a widget is set to; everything has a default. */
        WidgetSettings: {
            /**
             * @description Shown above the chat, 1 to 60 characters.
             * @default Chat
             * @example Bicycle shop
             */
            title: string;
            /**
             * @description Whether visitors may speak, too.
             * @default chat
             */
            mode: components["schemas"]["WidgetMode"];
            /**
             * @description The corner of the page.
             * @default right
             */
            position: components["schemas"]["WidgetPosition"];
            /**
             * @description Colours.
             * @default {
             *       "accent": "#1f5fc4",
             *       "on_accent": null,
             *       "scheme": "auto"
             *     }
             */
            theme: components["schemas"]["WidgetTheme"];
            /**
             * @description Words beside the launcher's picture, up to 40 characters; null for none.
             * @default null
             * @example Chat with us
             */
            launcher_label: string | null;
            /**
             * @description Questions to begin with, at most 6 of up to 80 characters.
             * @default []
             * @example [
             *       "Where is my order?"
             *     ]
             */
            suggestions: string[];
            /** @default null */
            form: components["schemas"]["WidgetForm"] | null;
            /** @default null */
            consent: components["schemas"]["WidgetConsent"] | null;
            /**
             * @description Language of its texts, such as `de`; null for that of the browser.
             * @default null
             * @example de
             */
            locale: string | null;
            /**
             * @description Whether each visit begins a new conversation.
             * @default false
             */
            always_fresh: boolean;
            /**
             * @description Whether address, title and referrer of the page and the pages seen before become variables.
             * @default true
             */
            captures_page: boolean;
            /**
             * @description Whether visitors may send pictures and PDF documents.
             * @default false
             */
            takes_files: boolean;
            /**
             * @description Whether a browser must do a little work before it may begin a chat, which robots find dear.
             * @default false
             */
            asks_for_work: boolean;
        };
        /** @description Colours of a widget. */
        WidgetTheme: {
            /**
             * @description Of launcher, header and the visitor's own messages, `#rrggbb`.
             * @default #1f5fc4
             * @example #1f5fc4
             */
            accent: string;
            /**
             * @description Of text on it; null for white or black, whichever can be read.
             * @default null
             * @example #ffffff
             */
            on_accent: string | null;
            /**
             * @description Light, dark, or as the visitor's system is.
             * @default auto
             */
            scheme: components["schemas"]["WidgetScheme"];
        };
        /** @description A widget with the secret that signs who a visitor is, which is shown this once. */
        WidgetWithSecret: components["schemas"]["Widget"] & {
            /**
             * @description Signs the tokens of `identify` with HS256: the whole text is the key. Keep it on your server.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            identity_secret: string;
        };
        /** @description All widgets of the project. */
        Widgets: {
            /** @description The oldest first. */
            data: components["schemas"]["Widget"][];
        };
        /** @description The `window` object of a WhatsApp conversation. */
        Window: {
            /** @description Whether free-form sending is allowed at the moment of reading. */
            is_open: boolean;
            /** @description Same as `is_open`; named as integrations of this kind expect it. */
            can_send_freeform: boolean;
            /** @description The opposite of `is_open`. */
            requires_template: boolean;
            /** @description The state as a word. */
            state: components["schemas"]["WindowState"];
            /**
             * Format: int64
             * @description Whole minutes left, rounded down; 0 when closed.
             */
            minutes_remaining: number;
            /**
             * Format: date-time
             * @description When the window closes or closed; null when the customer never wrote.
             */
            expires_at?: string | null;
            /**
             * Format: date-time
             * @description End of Meta's 72-hour free entry point, a pricing clock only.
             */
            free_entry_expires_at?: string | null;
        };
        /**
         * @description A window as it stands at one moment.
         * @enum {string}
         */
        WindowState: "none" | "open" | "expiring" | "closed";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
