import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { freePort } from "./redis";

/** The way to a database that may be cut: then it refuses connections, as a database that is not running does. */
export async function startGate(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {}); // told by `close`
      socket.on("close", () => sockets.delete(socket));
    }
    client.pipe(upstream).on("close", () => client.destroy());
    upstream.pipe(client).on("close", () => upstream.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const shut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const own = await listen(await freePort());
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${own}`;
  return { url: url.href, shut, open: () => listen(own), [Symbol.asyncDispose]: async () => shut() };
}
