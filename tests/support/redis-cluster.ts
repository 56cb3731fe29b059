import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { eventually } from "./eventually";
import { freePort } from "./redis";

export interface TestCluster extends AsyncDisposable {
  url: string;
  /** One connection to each node, to look at it. */
  nodes: Redis[];
}

const nodeCount = 3;

/** A Redis Cluster of three masters of this test's own. */
export async function startRedisCluster(): Promise<TestCluster> {
  const directory = mkdtempSync(path.join(tmpdir(), "inkwire-cluster-"));
  const ports = await Promise.all(Array.from({ length: nodeCount }, freePort));
  const children: ChildProcess[] = await Promise.all(
    ports.map(async (port) => {
      const busPort = await freePort();
      const settings = { port, bind: "127.0.0.1", save: "", "cluster-enabled": "yes", "cluster-port": busPort };
      const args = Object.entries({
        ...settings,
        "cluster-config-file": `${port}.conf`,
        "cluster-node-timeout": 2_000,
        dir: directory,
      });
      return spawn(
        "redis-server",
        args.flatMap(([name, value]) => [`--${name}`, String(value)]),
        { stdio: "ignore" },
      );
    }),
  );
  const nodes = ports.map((port) => new Redis(port, "127.0.0.1"));
  for (const node of nodes) node.on("error", () => {}); // not up yet, or stopped
  await eventually(
    "all nodes answer",
    async () => (await Promise.all(nodes.map((node) => node.ping()))).length === nodeCount,
  );
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  await promisify(execFile)("redis-cli", ["--cluster", "create", ...addresses, "--cluster-yes"]);
  await eventually("the cluster is complete", async () => {
    const states = await Promise.all(nodes.map((node) => node.cluster("INFO")));
    return states.every((state) => String(state).includes("cluster_state:ok"));
  });
  return {
    url: `redis+cluster://${addresses[0]}`,
    nodes,
    async [Symbol.asyncDispose]() {
      for (const node of nodes) node.disconnect();
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, "exit");
          child.kill("SIGKILL");
          await ended;
        }),
      );
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
