/** Socket.IO 4 with WebSocket as its only transport; everybody is in one namespace. */
import { createServer } from "node:http";
import { Server } from "socket.io";
import { answerCommands } from "../processes/commands";
import { makeEvent } from "./event";
import { listening } from "./listening";

const server = createServer();
const io = new Server(server, { transports: ["websocket"], serveClient: false });

answerCommands(await listening(server), {
  publish() {
    const { key, event } = makeEvent();
    io.emit("published", event);
    return key;
  },
});
