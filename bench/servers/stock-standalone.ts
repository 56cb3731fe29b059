/** tRPC's own standalone adapter over node:http. */
import type { Server } from "node:http";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { answerCommands } from "../processes/commands";
import { makeEvent } from "./event";
import { listening } from "./listening";
import { emitEvent, stockRouter } from "./stock-router";

const server = createHTTPServer({ router: stockRouter });

answerCommands(await listening(server as Server), {
  publish() {
    const { key, event } = makeEvent();
    emitEvent(event);
    return key;
  },
});
