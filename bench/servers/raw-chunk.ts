/** Hand-written SSE, as cheap as Node allows: one chunk of the chunked coding, made once and written to the sockets. */
import { serveRaw } from "./raw";

await serveRaw((responses, message) => {
  const chunk = Buffer.concat([Buffer.from(`${message.length.toString(16)}\r\n`), message, Buffer.from("\r\n")]);
  for (const response of responses) response.socket?.write(chunk);
});
