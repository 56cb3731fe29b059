import { createServer, type ServerResponse } from "node:http";
import { answerCommands } from "../processes/commands";
import { makeEvent } from "./event";
import { listening } from "./listening";

/** A hand-written SSE server: a set of open responses and a loop over them. */
export async function serveRaw(writeToAll: (responses: Set<ServerResponse>, message: Buffer) => void): Promise<void> {
  const responses = new Set<ServerResponse>();
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.write(": open\n\n");
    response.socket?.setNoDelay(true);
    responses.add(response);
    response.once("close", () => responses.delete(response));
  });
  let id = 0;
  answerCommands(await listening(server), {
    publish() {
      const { key, event } = makeEvent();
      writeToAll(responses, Buffer.from(`data: ${JSON.stringify(event)}\nid: ${++id}\n\n`));
      return key;
    },
  });
}
