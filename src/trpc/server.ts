import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { cache } from "react";
import { guest } from "@/modules/member/actor";
import { createContext } from "./create-context";
import { createCallerFactory } from "./init";
import { appRouter } from "./router";

const createCaller = createCallerFactory(appRouter);

const context = cache(async () => createContext(new Headers(await headers())));

/** Calls procedures while a page is rendered on the server, on behalf of who asks for the page. */
export const caller = cache(async () => createCaller(await context()));

/** Calls procedures on behalf of nobody, for what is the same for everybody: feeds, and pictures for shared links. */
export const guestCaller = () =>
  createCaller({ actor: guest, tab: null, visitor: null, address: null, requestId: randomUUID() });

/** Who asks for the page. */
export const pageActor = cache(async () => (await context()).actor);
