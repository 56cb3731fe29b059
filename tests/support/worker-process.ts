import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { inject } from "vitest";

export interface WorkerProcess extends AsyncDisposable {
  child: ChildProcess;
  /** Ends it as SIGKILL does: nothing is finished. */
  kill(): Promise<void>;
  /** Asks it to end. Resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** `npm run worker`. @throws with what it said when it refused to start. */
export async function startWorkerProcess(env: Record<string, string | undefined>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["--import", "./scripts/end-with-parent.mjs", inject("programs").worker], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LOG_LEVEL: "info", ...env },
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = once(child, "exit");
  const ready = new Promise<"ready">((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => line.includes("worker ready") && resolve("ready"));
  });
  const outcome = await Promise.race([ready, ended.then(() => "ended")]);
  if (outcome === "ended") throw new Error(said.trim());
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    return child.exitCode;
  };
  const kill = async () => void (await end("SIGKILL"));
  return { child, kill, stop: () => end("SIGTERM"), [Symbol.asyncDispose]: kill };
}
