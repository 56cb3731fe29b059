/** What a reader sends to open its stream, as bytes that it need not compose for each of thousands. */
export interface Opening {
  port: number;
  path: string;
  /** The text that the server's answer contains once the stream is open. */
  readyWhen: string;
  /** Socket.IO over a WebSocket instead of a plain HTTP response. */
  socketIo?: boolean;
}

/** @param reader its number; each comes with the cookie of a browser of its own, as guests do. */
export function openingBytes({ port, path, socketIo }: Opening, reader: number): Buffer {
  const upgrade = [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ];
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Cookie: inkwire_visitor=bench-${String(reader).padStart(8, "0")}`,
    ...(socketIo ? upgrade : ["Accept: text/event-stream"]),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

/** A short text frame from a client (RFC 6455, section 5.2), masked with zeros, which leave the text as it is. */
const clientFrame = (text: string) =>
  Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** Socket.IO's packets, each one character or two: engine.io's kind, then socket.io's. */
export const socketIoConnect = clientFrame("40");
export const socketIoPong = clientFrame("3");
/** A ping of the server as the frame that it comes in. */
export const socketIoPing = Buffer.from([0x81, 0x01, 0x32]);
