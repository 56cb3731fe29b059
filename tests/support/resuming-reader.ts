import { EventSourceParserStream } from "eventsource-parser/stream";
import { subscriptionUrl } from "./raw-stream";

/**
 * A reader that knows only the protocol: it connects to any process, again and again, each time with the last id it saw, and
 * keeps every id in the order in which they came.
 */
export class ResumingReader {
  readonly ids: string[] = [];
  /** Where it stood before its first event. */
  begun: string | null = null;
  connects = 0;
  resyncs = 0;
  /** What it does just now, for the message of a test that fails. */
  #doing = "nothing yet";
  #last: string | null;
  #connection = new AbortController();
  #stopped = false;
  readonly #running: Promise<void>;

  constructor(
    private readonly urls: () => string,
    private readonly path: string,
    private readonly input: object,
    from: string | null = null,
  ) {
    this.#last = from;
    this.begun = from;
    this.#running = this.#run();
  }

  /** Cuts the connection, as a network does. */
  cut(): void {
    this.#connection.abort();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.cut();
    await this.#running;
  }

  toString(): string {
    return `${this.ids.length} events, stands at ${this.#last}, ${this.connects} connects, ${this.#doing}`;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#connection = new AbortController();
      try {
        await this.#read(this.#connection.signal);
      } catch (error) {
        // refused, reset or cut: the next attempt goes on from the last id
        this.#doing = `failed: ${error}`;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const headers = { accept: "text/event-stream", ...(this.#last && { "last-event-id": this.#last }) };
    const url = this.urls();
    this.#doing = `asks ${url}`;
    const response = await fetch(subscriptionUrl(url, this.path, this.input), { headers, signal });
    if (!response.ok || !response.body) return;
    this.connects++;
    this.#doing = `reads from ${url}`;
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { event, id, data } of events) {
      if (id === undefined) continue;
      if (event === "connected") this.begun ??= id;
      if (event === undefined) {
        if ("resync" in JSON.parse(data)) this.resyncs++;
        else this.ids.push(id);
      }
      this.#last = id;
    }
  }
}
