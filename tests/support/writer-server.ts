import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What the server does with a request to write. */
export type Answer =
  | { status: number; headers?: Record<string, string>; body?: string }
  | {
      pieces: readonly string[];
      /** Between two pieces, in milliseconds. */
      everyMs?: number;
      /** How it ends: properly, by a cut connection, or not at all. */
      end?: "done" | "cut" | "silent";
    };

export interface WriterServer extends AsyncDisposable {
  /** As GENERATOR_URL has it. */
  url: string;
  /** The bodies that were asked with, and the keys. */
  requests: { key: string | undefined; model: string; messages: { role: string; content: string }[] }[];
  /** Answers for the next requests, in turn; after them `always`. */
  next: Answer[];
  always: Answer;
  /** Requests whose answer is not over. */
  readonly open: number;
}

/** A local server that speaks the streaming protocol of OpenAI's chat completions, well or badly. */
export async function startWriterServer(always: Answer): Promise<WriterServer> {
  let open = 0;
  const writer = {
    url: "",
    requests: [] as WriterServer["requests"],
    next: [] as Answer[],
    always,
    get open() {
      return open;
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { model, messages } = JSON.parse(Buffer.concat(chunks).toString());
    writer.requests.push({ key: request.headers.authorization, model, messages });
    open++;
    response.on("close", () => open--);
    await answer(response, writer.next.shift() ?? writer.always);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  writer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return Object.defineProperty(
    Object.assign(writer, {
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        server.close();
      },
    }),
    "open",
    { get: () => open },
  );
}

async function answer(response: ServerResponse, how: Answer): Promise<void> {
  if ("status" in how) {
    response.writeHead(how.status, { "content-type": "application/json", ...how.headers });
    response.end(how.body ?? JSON.stringify({ error: { message: "no", type: "error" } }));
    return;
  }
  const chunk = (delta: object, reason: string | null = null) =>
    `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(chunk({ role: "assistant", content: "" }));
  for (const piece of how.pieces) {
    if (response.destroyed) return;
    response.write(chunk({ content: piece }));
    if (how.everyMs) await pause(how.everyMs);
  }
  if (how.end === "silent") return;
  if (how.end === "cut") {
    await pause(50); // what was sent is to arrive
    response.destroy();
    return;
  }
  response.end(`${chunk({}, "stop")}data: [DONE]\n\n`);
}
