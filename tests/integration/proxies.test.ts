import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { type ClientHttp2Session, connect } from "node:http2";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually, promptly } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { freePort } from "../support/redis";

// The files of deploy/, as they stand but for addresses, in the proxies that this machine has.

const isInstalled = (command: string) => {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

interface Site {
  dir: string;
  upstream: string;
  port: number;
}

interface Proxy {
  name: string;
  file: string;
  secure: boolean;
  /** Puts the test's addresses into the file. */
  adapt(text: string, site: Site): string;
  args(config: string): string[];
  env?(site: Site, adminPort: number): Record<string, string>;
}

const proxies: Proxy[] = [
  {
    name: "nginx",
    file: "nginx.conf",
    secure: true,
    adapt: (text, { dir, upstream, port }) =>
      `daemon off; pid ${dir}/nginx.pid;\n${text}`
        .replace(/server app-1:3000/, `server ${upstream}`)
        .replace(/.*server app-2:3000.*\n/, "")
        .replaceAll("listen 443", `listen 127.0.0.1:${port}`)
        .replaceAll("/var/log/nginx", dir)
        .replaceAll("/etc/nginx/certs", dir),
    args: (config) => ["-c", config],
  },
  {
    name: "haproxy",
    file: "haproxy.cfg",
    secure: true,
    adapt: (text, { dir, upstream, port }) =>
      text
        .replace("app-1:3000", upstream)
        .replace(/.*app-2:3000.*\n/, "")
        .replace("bind :443", `bind 127.0.0.1:${port}`)
        .replace("/etc/haproxy/certs", dir),
    args: (config) => ["-db", "-f", config],
  },
  {
    name: "caddy",
    file: "Caddyfile",
    secure: false,
    adapt: (text) => text,
    args: (config) => ["run", "--adapter", "caddyfile", "--config", config],
    env: ({ dir, upstream, port }, adminPort) => ({
      APP_URL: `http://127.0.0.1:${port}`,
      UPSTREAMS: upstream,
      XDG_DATA_HOME: dir,
      XDG_CONFIG_HOME: dir,
      CADDY_ADMIN: `127.0.0.1:${adminPort}`,
    }),
  },
];

let database: TestDatabase;
let app: AppProcess;
let author: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  app = await startAppProcess({ databaseUrl: database.url, env: { INKWIRE_TRUST_PROXY: "1" } });
  author = await signUp(app.url, "author");
});
afterAll(async () => {
  await app.kill();
  await database[Symbol.asyncDispose]();
});

async function startProxy({ file, adapt, args, name, env }: Proxy) {
  const dir = mkdtempSync(path.join(tmpdir(), `inkwire-${name}-`));
  const site = { dir, upstream: app.url.replace("http://", ""), port: await freePort() };
  const config = path.join(dir, file);
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"].concat(
      ["-keyout", `${dir}/inkwire.key`],
      ["-out", `${dir}/inkwire.crt`],
    ),
    { stdio: "ignore" },
  );
  writeFileSync(`${dir}/inkwire.pem`, readFileSync(`${dir}/inkwire.crt`, "utf8") + readFileSync(`${dir}/inkwire.key`));
  writeFileSync(config, adapt(readFileSync(path.join("deploy", file), "utf8"), site));
  let said = "";
  const child = spawn(name, args(config), { env: { ...process.env, ...env?.(site, await freePort()) } });
  for (const output of [child.stdout, child.stderr]) {
    output.on("data", (chunk) => {
      said += chunk;
    });
  }
  return {
    dir,
    port: site.port,
    log: () => said,
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** Asks the proxy as a browser does, with compression offered; the answer grows as it arrives. */
function ask(session: ClientHttp2Session | null, port: number, target: string, cookie = ""): Answer {
  const answer: Answer = { status: 0, headers: {}, text: "" };
  const headers = { cookie, "accept-encoding": "gzip, br, zstd" };
  const take = (chunk: Buffer) => {
    answer.text += chunk.toString("utf8");
  };
  if (session) {
    const stream = session.request({ ":path": target, ...headers });
    stream.on("response", (given) => Object.assign(answer, { status: given[":status"], headers: given }));
    stream.on("data", take).on("error", () => {});
  } else {
    get({ host: "127.0.0.1", port, path: target, headers, agent: false }, (response) => {
      Object.assign(answer, { status: response.statusCode, headers: response.headers });
      response.on("data", take).on("error", () => {});
    }).on("error", () => {});
  }
  return answer;
}

/** Asks for what nginx refuses by itself, which it says at the level "error", with the whole request. */
async function refuseByNginx(session: ClientHttp2Session | null, target: string): Promise<void> {
  const stream = session?.request({ ":method": "POST", ":path": target, "content-length": String(99 * 1024 * 1024) });
  stream?.on("error", () => {});
  let status: unknown;
  stream?.on("response", (headers) => {
    status = headers[":status"];
  });
  await eventually("it is refused", () => status === 413);
}

describe.each(proxies)("behind $name", (proxy) => {
  test.skipIf(!isInstalled(proxy.name))("streams pass at once, uncompressed, and tokens are not logged", async () => {
    await using running = await startProxy(proxy);
    const { port } = running;
    let session: ClientHttp2Session | null = null;
    const request = (target: string, cookie?: string) => ask(session, port, target, cookie);
    await eventually(`it serves (${running.log()})`, async () => {
      if (proxy.secure) {
        session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
        session.on("error", () => {});
      }
      const answer = request("/api/health/live");
      await eventually("an answer", () => answer.status === 200, promptly);
      return true;
    });

    const issued = await fetch(`${app.url}/api/community/events`, {
      method: "POST",
      headers: { cookie: author.cookie },
    });
    const { token } = (await issued.json()) as { token: string };
    const streams = [
      request("/api/community/events", author.cookie),
      request(`/api/community/events?token=${token}`),
      request("/api/trpc/story.onPublished?input={}"),
    ];
    await eventually("the head is through", () => streams.every(({ text }) => text.startsWith("event: connected")));
    for (const { headers } of streams) expect(headers["content-encoding"]).toBeUndefined();
    const { id } = await author.api.story.create.mutate({ title: `Through ${proxy.name}`, body: "Text." });
    await author.api.story.publish.mutate({ id });
    await eventually("the event is through", () => streams.every(({ text }) => text.includes(id)), promptly);
    await eventually("a ping is through", () => streams[0]?.text.includes(": ping\n"), 25_000);

    const metrics = request("/api/metrics");
    await eventually("metrics are not for everyone", () => metrics.status === 404);

    const mailed = randomUUID();
    const links = ["new-password", "sign-up", "unsubscribe"].map((page) => `/${page}/${mailed}?from=${mailed}`);
    const pages = links.map((target) => request(target));
    await eventually("links of mails are answered", () => pages.every(({ status }) => status > 0));
    if (proxy.name === "nginx") await refuseByNginx(session, `${links[0]}&token=${token}`);

    (session as ClientHttp2Session | null)?.destroy();
    app.child.stdout?.resume();
    const file = (name: string) => readFileSync(path.join(running.dir, name), "utf8");
    const logged = proxy.name === "nginx" ? () => file("access.log") + file("error.log") : running.log;
    if (proxy.name !== "caddy") {
      for (const path of ["/api/community/events", "/new-password/***", "/sign-up/***", "/unsubscribe/***"]) {
        await eventually(`it logs ${path}`, () => logged().includes(path));
      }
    }
    expect(logged()).not.toContain(token);
    expect(logged()).not.toContain(mailed);
  });
});
