import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedWebhook {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a receiver does with a request: answers with a status, hangs up, lets it wait, or whatever else. */
export type Answer = number | "hang up" | "wait" | ((response: ServerResponse) => void);

/** A service of somebody that takes webhooks. */
export class Receiver implements AsyncDisposable {
  readonly received: ReceivedWebhook[] = [];
  readonly #answers = new Map<string, Answer[]>();

  private constructor(
    readonly url: string,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const { url = "", headers } = request;
        receiver.received.push({ path: url, headers, body: Buffer.concat(chunks).toString() });
        const answer = receiver.#answers.get(url)?.shift() ?? 204;
        if (answer === "hang up") request.socket.destroy();
        else if (typeof answer === "function") answer(response);
        else if (answer !== "wait") response.writeHead(answer).end();
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const receiver = new Receiver(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    return receiver;
  }

  /** What it does with the next ones at a path, in order; afterwards it answers 204 again. */
  answer(path: string, ...answers: Answer[]): void {
    this.#answers.set(path, answers);
  }

  /** What came to one path. */
  at(path: string): ReceivedWebhook[] {
    return this.received.filter((one) => one.path === path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
