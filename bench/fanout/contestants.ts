import type { Opening } from "../load/requests";
import { Child } from "../processes/child";
import { onPublishedPath, startInkwire, trpcReady } from "../processes/inkwire";
import { hasProgram, type Stack } from "../processes/stack";
import { nchanModule } from "../servers/nchan-module";

/** A server of the comparison. */
export interface Contestant {
  name: string;
  title: string;
  /** Its program below `bench`, without the extension. */
  program: string;
  /** How a reader opens its stream. */
  opening: Omit<Opening, "port">;
  /** Runs on PostgreSQL and Redis. */
  needsStack?: boolean;
  available?(): boolean;
}

export const ours = "inkwire";

export const contestants: readonly Contestant[] = [
  {
    name: ours,
    title: "Inkwire",
    program: "servers/inkwire",
    opening: { path: onPublishedPath(), readyWhen: trpcReady },
    needsStack: true,
  },
  {
    name: "write",
    title: "hand-written, res.write of one buffer",
    program: "servers/raw-write",
    opening: { path: "/", readyWhen: ": open" },
  },
  {
    name: "chunk",
    title: "hand-written, one chunk to the socket",
    program: "servers/raw-chunk",
    opening: { path: "/", readyWhen: ": open" },
  },
  {
    name: "nchan",
    title: "nchan (nginx, C)",
    program: "servers/nchan",
    opening: { path: "/subscribe", readyWhen: ": hi" },
    available: () => hasProgram("nginx") && nchanModule() !== undefined,
  },
  {
    name: "socket.io",
    title: "Socket.IO 4, WebSocket only",
    program: "servers/socket-io",
    opening: { path: "/socket.io/?EIO=4&transport=websocket", readyWhen: '40{"sid"', socketIo: true },
  },
  {
    name: "trpc",
    title: "stock tRPC, standalone adapter",
    program: "servers/stock-standalone",
    opening: { path: "/onPublished", readyWhen: trpcReady },
  },
  {
    name: "next",
    title: "stock tRPC in a Next route handler",
    program: "servers/stock-next",
    opening: { path: "/api/trpc/onPublished", readyWhen: trpcReady },
  },
];

export const startContestant = (
  { program, needsStack }: Contestant,
  fileOf: (program: string) => string,
  stack: Stack,
  nodeArguments: string[],
): Promise<Child> =>
  needsStack ? startInkwire(fileOf(program), stack, nodeArguments) : Child.start(fileOf(program), { nodeArguments });
