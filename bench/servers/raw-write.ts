/** Hand-written SSE: `response.write` of one buffer that all readers share. */
import { serveRaw } from "./raw";

await serveRaw((responses, message) => {
  for (const response of responses) response.write(message);
});
