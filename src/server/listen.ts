import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "@/platform/errors";

/**
 * Connections that may wait to be taken; the system lowers it to its own limit. With Node's 511, of the thousands that come
 * back at once after a restart most would be dropped, and left to TCP's retransmissions for up to a minute.
 */
const longestQueue = 65_535;

/**
 * Binds the port and returns it; 0 asks for any free one.
 * @param variable what the port was set by.
 * @throws StartError when it is taken or not ours to take.
 */
export async function listen(
  server: Server,
  port: number,
  host: string | undefined,
  variable = "PORT",
): Promise<number> {
  server.listen({ port, backlog: longestQueue, ...(host && { host }) });
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new StartError(
        `${variable}: ${port} is taken by another program. Stop that one, or set ${variable} to another number.`,
      );
    }
    if (code === "EACCES")
      throw new StartError(`${variable}: ${port} may not be used by this user; accepted: a port above 1023.`);
    throw new StartError(`HOST: the server cannot listen on ${host ?? "any address"} (${code ?? "unknown reason"}).`);
  }
  return (server.address() as AddressInfo).port;
}
