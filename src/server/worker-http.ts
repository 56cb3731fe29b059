import { createServer, type ServerResponse } from "node:http";
import type { Live } from "@/live/start";
import { log } from "@/platform/log";
import { listen } from "./listen";
import { renderMetrics } from "./metrics";

export interface WorkerHttp {
  /** From here on there are metrics; until then they are answered with 503. */
  open(live: Live): void;
  stop(): void;
}

/**
 * What a worker answers: to probes that it lives, and to Prometheus its metrics. Whoever came through a proxy finds nothing.
 * @throws StartError when the port is taken or not ours to take.
 */
export async function startWorkerHttp(port: number, host: string | undefined): Promise<WorkerHttp> {
  let live: Live | undefined;

  async function answer(path: string | undefined, response: ServerResponse): Promise<void> {
    if (path === "/api/health/live") return end(response, 200, "application/json", '{"status":"live"}');
    if (path !== "/api/metrics") return end(response, 404);
    if (!live) return end(response, 503);
    const { contentType, text } = await renderMetrics(live);
    end(response, 200, contentType, text);
  }

  const server = createServer(({ url, headers }, response) => {
    const path = headers["x-forwarded-for"] === undefined ? url?.split("?", 1)[0] : undefined;
    answer(path, response).catch((error) => {
      log().error({ err: error, path }, "request failed");
      end(response, 500);
    });
  });
  await listen(server, port, host, "INKWIRE_WORKER_PORT");
  return {
    open(given) {
      live = given;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function end(response: ServerResponse, status: number, type = "text/plain", text = ""): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}
