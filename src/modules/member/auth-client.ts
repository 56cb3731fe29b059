"use client";

import { createAuthClient } from "better-auth/client";
import { inferAdditionalFields } from "better-auth/client/plugins";
import type { Auth } from "./auth";

/** Signs up, in and out from the browser. */
export const authClient = createAuthClient({ basePath: "/api/auth", plugins: [inferAdditionalFields<Auth>()] });
