/** nginx with the nchan module and one worker: an event is a POST to it, which is part of what it is measured by. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sleep } from "../measure/clock";
import { answerCommands } from "../processes/commands";
import { freePort } from "../processes/stack";
import { makeEvent } from "./event";
import { nchanModule } from "./nchan-module";

const port = await freePort();
const directory = mkdtempSync(path.join(tmpdir(), "inkwire-nchan-"));
const configuration = path.join(directory, "nginx.conf");
const pidFile = path.join(directory, "nginx.pid");

writeFileSync(
  configuration,
  `load_module ${nchanModule()};
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid ${pidFile};
error_log ${directory}/error.log warn;
events { worker_connections 19000; }
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  tcp_nodelay on;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /subscribe { nchan_subscriber eventsource; nchan_channel_id stories; nchan_subscriber_first_message newest; }
    location = /publish { nchan_publisher; nchan_channel_id stories; }
  }
}
`,
);
const nginx = spawn("nginx", ["-p", directory, "-c", configuration], { stdio: ["ignore", "ignore", "inherit"] });
process.once("exit", () => {
  nginx.kill("SIGTERM");
  rmSync(directory, { recursive: true, force: true });
});
nginx.once("exit", () => process.exit(1));

function workers(): number[] {
  if (!existsSync(pidFile) || nginx.pid === undefined) return [];
  const children = readFileSync(`/proc/${nginx.pid}/task/${nginx.pid}/children`, "utf8");
  return children.trim().split(" ").filter(Boolean).map(Number);
}
for (let attempt = 0; workers().length === 0 && attempt < 100; attempt++) await sleep(50);

answerCommands(
  { port, pids: workers() },
  {
    async publish() {
      const { key, event } = makeEvent();
      const response = await fetch(`http://127.0.0.1:${port}/publish`, { method: "POST", body: JSON.stringify(event) });
      await response.text();
      return key;
    },
  },
);
