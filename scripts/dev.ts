/** `npm run dev`: pages reload in place; a change of what the server itself imports restarts it. */
import { spawn } from "node:child_process";
import { bin, endingWithParent, loadDotEnv } from "./run";

loadDotEnv();
const child = spawn(
  bin("tsx"),
  ["watch", "--clear-screen=false", "--exclude=.next", "--exclude=.data", "src/server/main.ts"],
  {
    stdio: "inherit",
    env: { ...endingWithParent(), NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
  },
);
// The terminal's Ctrl-C reaches the server as well; this process only waits for it.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => signal === "SIGTERM" && child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
