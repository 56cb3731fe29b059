import { z } from "zod";
import { person, router } from "@/trpc/init";
import { createKey, revokeKey, rotateKey } from "./commands";
import { listKeys, listRequests } from "./queries";
import { apiKeyIdInput, apiKeyRequests, apiKeyView, createApiKeyInput, newApiKey, rotateApiKeyInput } from "./schema";

/** For people alone: a key makes no keys. */
export const apiKeyRouter = router({
  list: person.output(z.array(apiKeyView)).query(({ ctx }) => listKeys(ctx.actor)),
  requests: person
    .input(apiKeyIdInput)
    .output(apiKeyRequests)
    .query(({ ctx, input }) => listRequests(ctx.actor, input)),
  create: person
    .input(createApiKeyInput)
    .output(newApiKey)
    .mutation(({ ctx, input }) => createKey(ctx.actor, input)),
  rotate: person
    .input(rotateApiKeyInput)
    .output(newApiKey)
    .mutation(({ ctx, input }) => rotateKey(ctx.actor, input)),
  revoke: person
    .input(apiKeyIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeKey(ctx.actor, input)),
});
