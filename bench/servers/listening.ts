import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Ready } from "../processes/commands";

/** Listens on a free port of the loopback interface. */
export async function listening(server: Server): Promise<Ready> {
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 });
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, pids: [process.pid] };
}
