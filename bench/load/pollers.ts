/** Readers who ask again and again, each on a connection that it keeps. Started by `cost`. */
import { Agent, request } from "node:http";
import { nowMicros } from "../measure/clock";
import { answerCommands } from "../processes/commands";

export interface Polling {
  port: number;
  path: string;
  /** Sent by POST as JSON, where there is one. */
  body?: string;
  count: number;
  everyMs: number;
  seconds: number;
}

export interface Polled {
  requests: number;
  failures: number;
  bytesUp: number;
  bytesDown: number;
}

/** Polls of all readers, spread evenly over the interval, until the time is over. */
async function poll({ port, path, body, count, everyMs, seconds }: Polling): Promise<Polled> {
  const polled = { requests: 0, failures: 0, bytesUp: 0, bytesDown: 0 };
  const until = nowMicros() + seconds * 1e6;
  const agents = Array.from({ length: count }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const sockets = new Set<import("node:net").Socket>();
  const one = (agent: Agent, reader: number) =>
    new Promise<void>((resolve) => {
      polled.requests++;
      const outgoing = request(
        {
          host: "127.0.0.1",
          port,
          path,
          agent,
          method: body ? "POST" : "GET",
          headers: {
            cookie: `inkwire_visitor=bench-${String(reader).padStart(8, "0")}`,
            ...(body && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
          },
        },
        (response) => {
          if (response.statusCode !== 200) polled.failures++;
          response.resume().on("end", resolve);
        },
      );
      outgoing.on("socket", (socket) => sockets.add(socket));
      outgoing.on("error", () => {
        polled.failures++;
        resolve();
      });
      outgoing.end(body);
    });
  const again = async (agent: Agent, reader: number) => {
    await new Promise((resolve) => setTimeout(resolve, (everyMs * reader) / count));
    while (nowMicros() < until) {
      const begun = nowMicros();
      await one(agent, reader);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, everyMs - (nowMicros() - begun) / 1_000)));
    }
  };
  await Promise.all(agents.map(again));
  for (const socket of sockets) {
    polled.bytesUp += socket.bytesWritten;
    polled.bytesDown += socket.bytesRead;
  }
  for (const agent of agents) agent.destroy();
  return polled;
}

answerCommands({ port: 0, pids: [process.pid] }, { poll });
