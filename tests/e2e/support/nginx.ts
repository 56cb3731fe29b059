import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathOf } from "../../../scripts/setup-tests.mjs";
import { eventually } from "../../support/eventually";
import { freePort } from "../../support/redis";

export interface Nginx extends AsyncDisposable {
  port: number;
  /** Whether answers are held back until they are complete or fill a buffer. */
  buffer(on: boolean): Promise<void>;
}

/** An nginx as people have it in front of a server, by default with its default of buffering, and deaf to our wish not to. */
export async function startNginx(targetPort: number): Promise<Nginx> {
  const directory = mkdtempSync(path.join(tmpdir(), "inkwire-nginx-"));
  const port = await freePort();
  const file = path.join(directory, "nginx.conf");
  mkdirSync(path.join(directory, "temp"));
  const write = (buffering: boolean) =>
    writeFileSync(
      file,
      `daemon off; worker_processes 1; pid ${directory}/pid; error_log stderr crit;
      # Those who are served by an old configuration are let go soon.
      worker_shutdown_timeout 1s;
      events { worker_connections 256; }
      http {
        access_log off;
        ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${directory}/temp/${kind};`).join("\n")}
        gzip on; gzip_proxied any; gzip_types text/event-stream;
        server {
          listen 127.0.0.1:${port};
          location / {
            proxy_pass http://127.0.0.1:${targetPort};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_buffering ${buffering ? "on" : "off"};
            ${buffering ? "proxy_ignore_headers X-Accel-Buffering;" : "gzip off;"}
          }
        }
      }`,
    );
  write(true);
  const child = spawn(pathOf("nginx") ?? "/usr/sbin/nginx", ["-p", directory, "-c", file], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  await eventually("nginx answers", async () => (await fetch(`http://127.0.0.1:${port}/api/health/live`)).ok);
  return {
    port,
    async buffer(on) {
      write(on);
      child.kill("SIGHUP");
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
