// Preloaded (node --import) into what our scripts and tests start: asks the process to end, as SIGTERM does, once the one that
// started it is gone. A parent that is killed cannot say goodbye, and its children would go on for ever.
import { isMainThread } from "node:worker_threads";

const parent = process.ppid;
const look = () => {
  if (process.ppid === parent) return;
  clearInterval(looking);
  process.kill(process.pid, "SIGTERM");
};
const looking = isMainThread ? setInterval(look, 1_000).unref() : undefined;
