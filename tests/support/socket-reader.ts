import { connect, type Socket } from "node:net";

export interface SocketReaderOptions {
  /** Where it connects, asked anew each time. */
  url: () => string;
  /** What it asks for, given the last id that it saw. */
  request: (lastEventId: string | null) => Request;
  /** The cursor to begin from. */
  from?: string | null;
  /** False for one that connects once only. */
  resumes?: boolean;
  onOpen?(): void;
  onEnd?(): void;
}

export interface Request {
  path: string;
  cookie: string;
  lastEventId?: string | null;
  /** Sent by POST as JSON, where there is one. */
  body?: object;
}

/** As much of a line as tells what it is; the rest of a long one is not kept. */
const headLength = 120;
/** How long a reader waits before it connects again, unless the server says otherwise, in milliseconds. */
const defaultRetryMs = 50;
const newline = 10;

/**
 * A reader on a bare socket, cheap enough to have thousands of in one process and to stop reading at will. Like any
 * EventSource it waits for as long as `retry:` says and resumes by the last id it saw. Every event's seq is kept in the
 * order in which they came.
 */
export class SocketReader {
  readonly seqs: number[] = [];
  last: string | null;
  connects = 0;
  resyncs = 0;
  /** Status of the last answer. */
  status: number | null = null;
  open = false;
  readonly #options: SocketReaderOptions;
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #retryMs = defaultRetryMs;
  #head = "";
  #id: string | null = null;
  #event: string | null = null;
  #data: string | null = null;

  constructor(options: SocketReaderOptions) {
    this.#options = options;
    this.last = options.from ?? null;
    this.#connect();
  }

  /** Stops taking anything from the socket: soon the server finds its buffers full. */
  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  /** Leaves for good: in order, or as a machine does that loses its power. */
  stop(how: "end" | "reset" = "reset"): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    if (how === "end") this.#socket?.end();
    else this.#socket?.resetAndDestroy();
  }

  #connect(): void {
    const { hostname, port } = new URL(this.#options.url());
    this.#head = "";
    this.#clear();
    const socket = connect(Number(port), hostname);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.write(bytesOf(this.#options.request(this.last)));
    socket.on("data", (bytes) => this.#read(bytes));
    socket.on("error", () => {}); // told by `close`
    socket.on("close", () => {
      if (this.open) this.#options.onEnd?.();
      this.open = false;
      if (this.#stopped || this.#options.resumes === false) return;
      this.#timer = setTimeout(() => this.#connect(), this.#retryMs);
      this.#retryMs = defaultRetryMs;
    });
  }

  #read(bytes: Buffer): void {
    for (let from = 0; ; ) {
      const end = bytes.indexOf(newline, from);
      const to = end < 0 ? bytes.length : end;
      if (this.#head.length < headLength) this.#head += bytes.toString("latin1", from, Math.min(to, from + headLength));
      if (end < 0) return;
      this.#take(this.#head);
      this.#head = "";
      from = end + 1;
    }
  }

  /** Lines that end with CR are those of HTTP: the head, and what frames its chunks. */
  #take(line: string): void {
    if (line === "") this.#dispatch();
    else if (line.startsWith("id: ")) this.#id = line.slice(4);
    else if (line.startsWith("data: ")) this.#data ??= line.slice(6);
    else if (line.startsWith("event: ")) this.#event = line.slice(7);
    else if (line.startsWith("retry: ")) this.#retryMs = Number(line.slice(7));
    else if (line.startsWith("HTTP/1.1 ")) {
      this.status = Number(line.slice(9, 12));
      if (this.status !== 200) this.#socket?.destroy();
    } else if (line === "0\r") this.#socket?.destroy(); // the last chunk
  }

  #dispatch(): void {
    if (this.#event === "connected") {
      this.open = true;
      this.connects++;
      this.#options.onOpen?.();
    } else if (this.#event === null && this.#data !== null) {
      if (this.#data.startsWith('{"resync":')) this.resyncs++;
      else this.seqs.push(seqOf(this.#id));
    }
    this.last = this.#id ?? this.last;
    this.#clear();
  }

  #clear(): void {
    this.#id = null;
    this.#event = null;
    this.#data = null;
  }
}

export const seqOf = (cursor: string | null): number => Number(cursor?.split(".")[1]);

/** What a guest's browser sends to follow one subscription. */
export const subscriptionOf =
  (procedure: string, input: object, visitor: string) =>
  (lastEventId: string | null): Request => ({
    path: `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
    cookie: `inkwire_visitor=${visitor}`,
    lastEventId,
  });

function bytesOf({ path, cookie, lastEventId, body }: Request): string {
  const content = body ? JSON.stringify(body) : "";
  return [
    `${body ? "POST" : "GET"} ${path} HTTP/1.1`,
    "Host: inkwire.example",
    `Cookie: ${cookie}`,
    "Accept: text/event-stream",
    ...(lastEventId ? [`Last-Event-ID: ${lastEventId}`] : []),
    ...(body ? ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(content)}`] : []),
    "",
    content,
  ].join("\r\n");
}
