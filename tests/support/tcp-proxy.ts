import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface TcpProxy extends AsyncDisposable {
  port: number;
  /** Connections stay and new ones are taken, but from here on nothing gets through in either direction. */
  stall(): void;
  /** New connections get through again. Those that lost bytes stay silent for ever: nobody tells their ends. */
  flow(): void;
}

/** Stands between a client and a server on this machine and does to them what networks do. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let stalled = false;
  const silent = new WeakSet<Socket>();
  const open = new Set<Socket>();

  const pass = (from: Socket, to: Socket) => {
    open.add(from);
    from.on("data", (bytes) => {
      if (stalled) silent.add(from).add(to);
      if (!silent.has(from)) to.write(bytes);
    });
    from.on("error", () => {}); // told by `close`
    from.on("close", () => {
      open.delete(from);
      if (!silent.has(from)) to.destroy();
    });
  };
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    pass(client, upstream);
    pass(upstream, client);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    stall() {
      stalled = true;
    },
    flow() {
      stalled = false;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
