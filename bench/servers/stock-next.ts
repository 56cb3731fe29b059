/** tRPC's fetch adapter in a route handler of Next (`bench/next-app`, a production build). */
import { createServer } from "node:http";
import next from "next";
import { answerCommands } from "../processes/commands";
import { makeEvent } from "./event";
import { listening } from "./listening";
import { emitEvent } from "./stock-router";

const app = next({ dev: false, dir: "bench/next-app" });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));

answerCommands(await listening(server), {
  publish() {
    const { key, event } = makeEvent();
    emitEvent(event);
    return key;
  },
});
