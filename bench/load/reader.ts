import { connect, type Socket } from "node:net";
import { markLength, markStart, readKey } from "./mark";
import { type Opening, openingBytes, socketIoConnect, socketIoPing, socketIoPong } from "./requests";

/** Every reader's bytes arrive here and are looked at before the next reader's do. */
const shared = Buffer.allocUnsafe(256 * 1024);
const start = Buffer.from(markStart);
const longestAnswer = 16_384;

export interface ReaderEvents {
  onKey(key: number): void;
  /** The stream is open, or why it is not. */
  onOpen(failure: string | null): void;
  onEnd(): void;
}

/**
 * One connection that looks for marks in what it receives. It does as little as possible for that, since it shares the
 * machine with the server that is measured: no HTTP parser, no parsing of events, one buffer for all readers.
 */
export function openReader(opening: Opening, reader: number, events: ReaderEvents): Socket {
  let answer: string | null = "";
  let joined = !opening.socketIo;
  let failure: string | null = null;

  const scan = (length: number) => {
    for (let at = shared.indexOf(start); at >= 0 && at + markLength <= length; at = shared.indexOf(start, at + 1)) {
      events.onKey(readKey(shared, at));
    }
  };
  const settle = (reason: string | null) => {
    answer = null;
    failure = reason;
    events.onOpen(reason);
    if (reason) socket.destroy();
  };
  const greet = (length: number) => {
    answer = (answer ?? "") + shared.toString("latin1", 0, length);
    if (!/^HTTP\/1\.1 (200|101) /.test(answer)) return settle(answer.split("\r\n", 1)[0] || "an empty answer");
    if (!joined && answer.includes('"sid"')) {
      joined = true;
      socket.write(socketIoConnect);
    }
    if (answer.includes(opening.readyWhen)) settle(null);
    else if (answer.length > longestAnswer) settle("an answer without an open stream");
  };
  const socket = connect({
    port: opening.port,
    host: "127.0.0.1",
    onread: {
      buffer: shared,
      callback(length) {
        if (answer !== null) greet(length);
        if (answer === null) scan(length);
        if (opening.socketIo && length === socketIoPing.length && shared.subarray(0, length).equals(socketIoPing)) {
          socket.write(socketIoPong);
        }
        return true;
      },
    },
  });
  socket.setNoDelay(true);
  socket.write(openingBytes(opening, reader));
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (answer !== null) settle(error.code ?? error.message);
  });
  socket.on("close", () => {
    if (answer !== null) settle("closed before it was open");
    else if (!failure) events.onEnd();
  });
  return socket;
}
