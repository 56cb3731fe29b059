import { readdirSync, readFileSync } from "node:fs";

/**
 * CPU time of these processes so far, user and system and all threads, in microseconds, as Linux's scheduler counts it:
 * to the nanosecond, where /proc/<pid>/stat knows hundredths of a second. What ended threads took is not in it.
 */
export function cpuMicros(pids: readonly number[]): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ", 1)[0]);
    }
  }
  return nanoseconds / 1_000;
}

/** Resident memory of these processes in bytes. What the kernel holds for their sockets is not in it. */
export function residentBytes(pids: readonly number[]): number {
  let kilobytes = 0;
  for (const pid of pids) {
    kilobytes += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  }
  return kilobytes * 1_024;
}
