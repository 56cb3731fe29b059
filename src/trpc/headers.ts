import type { IncomingMessage } from "node:http";

/** The headers of a request as the web's API has them. */
export function headersOf({ headers }: IncomingMessage): Headers {
  const flat = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return flat;
}
