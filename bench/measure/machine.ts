import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem } from "node:os";

/** What a reader must know of the machine to judge the figures. */
export function machineFacts(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? "unknown CPU"}, ${gigabytes} GB`,
    `Node ${process.version}`,
    `Linux ${release()}`,
    `load ${loadavg()[0]?.toFixed(1)} before`,
    new Date().toISOString(),
  ].join(" · ");
}

/** Open files that a process started here may have; each connection takes one at both ends. */
export function openFilesLimit(): number {
  const said = execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim();
  return said === "unlimited" ? Number.POSITIVE_INFINITY : Number(said);
}
