/** The real server without pages, as a process of its own: run by `startAppProcess`, configured by its environment. */
import { readEnv } from "@/platform/env";
import { startServer } from "@/server/start";
import { armFault } from "./faults";

armFault(process.env.TEST_KILL_AT);

const running = await startServer({
  env: readEnv(process.env),
  say: () => {},
  pages: async () => ({ handle: (_, response) => void response.writeHead(404).end(), close: async () => {} }),
}).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
process.on("SIGTERM", async () => {
  await running.stop();
  process.exit(0);
});
process.stdout.write("ready\n");
