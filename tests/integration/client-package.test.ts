import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packClient } from "../../scripts/pack-client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { freePort } from "../support/redis";

// The client as another service has it: packed, installed in an empty project, beside a server that is restarted.

let database: TestDatabase;
let server: AppProcess;
let owner: Person;
let apiKey: string;
let port: number;
const project = mkdtempSync(path.join(tmpdir(), "inkwire-service-"));

const start = () => startAppProcess({ databaseUrl: database.url, port });

beforeAll(async () => {
  [database, port] = await Promise.all([cloneDatabase(), freePort()]);
  const packed = await packClient(mkdtempSync(path.join(tmpdir(), "inkwire-client-")));
  writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "service", private: true, type: "module" }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", packed], {
    cwd: project,
    stdio: "ignore",
  });
  server = await start();
  owner = await signUp(server.url, "service-owner");
  ({ key: apiKey } = await owner.api.apiKey.create.mutate({ name: "A service", scopes: ["read", "write", "publish"] }));
}, 180_000);

afterAll(async () => {
  await server?.kill();
  await database?.[Symbol.asyncDispose]();
  rmSync(project, { recursive: true, force: true });
});

/** What the strictest compiler says of `text` in the project; of declarations themselves unless `skipLibCheck`. */
function compile(text: string, skipLibCheck = false): string {
  writeFileSync(path.join(project, "service.ts"), text);
  const tsc = path.resolve("node_modules/@typescript/native/bin/tsc");
  const options = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    String(skipLibCheck),
    "--module",
    "nodenext",
    "--target",
    "es2023",
  ];
  try {
    execFileSync(process.execPath, [tsc, ...options, "--lib", "es2023,dom", "service.ts"], { cwd: project });
    return "";
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout);
  }
}

const service = `
import { createInkwireClient, isInkwireError } from "inkwire/client";
const inkwire = createInkwireClient({ url: process.env["INKWIRE_URL"] ?? "", apiKey: process.env["INKWIRE_API_KEY"] ?? "" });
const { id } = await inkwire.story.create.mutate({ title: "By a service", body: "Text." });
const published = await inkwire.story.publish.mutate({ id });
const [feed, me] = await Promise.all([inkwire.story.feed.query({ limit: 5 }), inkwire.member.me.query()]);
const title: string | undefined = feed.items[0]?.title;
const refused = await inkwire.story.update.mutate({ id, version: 99, title: "x" }).catch((error: unknown) => error);
const conflict = isInkwireError(refused, "conflict") ? refused.data.reason : null;
const job = await inkwire.transfer.export.mutate({ storyId: id, format: "markdown" });
const state = await new Promise<string>((resolve, reject) => {
  inkwire.job.onUpdate.subscribe({ id: job.id }, {
    onData({ data }) {
      if (!("type" in data) || data.type === "ticked") return;
      if (data.job.endedAt) resolve(data.job.state);
    },
    onError: reject,
  });
});
console.log(JSON.stringify({ title, slug: published.slug, me: me?.handle, conflict, state }));
process.exit(0);
declare const process: { env: Record<string, string | undefined>; exit(code: number): never };
declare const console: { log(text: string): void };
`;

test("a service compiles against the package alone, strictly, and a field that is renamed breaks it", () => {
  expect(compile(service)).toBe("");
  const types = path.join(project, "node_modules/inkwire/contract.d.ts");
  const before = readFileSync(types, "utf8");
  expect(before).not.toMatch(/prisma|next\//i);
  writeFileSync(types, before.replaceAll("title: string", "heading: string"));
  expect(compile(service)).toContain("title");
  writeFileSync(types, before);
}, 180_000);

const stock = `
import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "inkwire/router";
const stock = createTRPCClient<AppRouter>({ links: [httpLink({ url: "http://localhost:3000/api/trpc" })] });
const { items } = await stock.story.feed.query({ limit: 5 });
export const title: string | undefined = items[0]?.title;
// @ts-expect-error: it is a text
export const number: number | undefined = items[0]?.title;
const { id } = await stock.story.create.mutate({ title: "By a service", body: "Text." });
// @ts-expect-error: it takes an id
await stock.story.publish.mutate({ story: id });
stock.story.onPublished.subscribe({}, {
  onData: (event) => event.id satisfies string,
  onError: ({ data }) => data?.reason satisfies string | null | undefined,
});
`;

test("the stock tRPC client is typed by the package's router", () => {
  // Of one and the same version as in the repository; tRPC's own declarations want Node's, so they go unchecked.
  symlinkSync(path.resolve("node_modules/@trpc"), path.join(project, "node_modules/@trpc"));
  expect(compile(stock, true)).toBe("");
}, 180_000);

test("it publishes, reads, meets a typed conflict and watches a job to its end", async () => {
  writeFileSync(
    path.join(project, "service.mjs"),
    service.replaceAll(/^declare .*$/gm, "").replaceAll(/(?<=title): string \| undefined|<string>|: unknown/g, ""),
  );
  const env = { ...process.env, INKWIRE_URL: server.url, INKWIRE_API_KEY: apiKey };
  const child = spawn(process.execPath, ["service.mjs"], { cwd: project, env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  await once(child, "exit");
  expect(JSON.parse(said)).toEqual({
    title: "By a service",
    slug: expect.stringMatching(/^by-a-service-/),
    me: "service-owner",
    conflict: "conflict",
    state: "succeeded",
  });
});

test("the announcer announces each story once and in order, through restarts of both sides", async () => {
  const announced: string[] = [];
  const chat = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      announced.push(/“(.*)”/.exec(JSON.parse(body).text)?.[1] ?? "");
      response.end("ok");
    });
  }).listen(0, "127.0.0.1");
  await once(chat, "listening");
  copyFileSync("examples/announcer/announce.mjs", path.join(project, "announce.mjs"));
  const env = {
    ...process.env,
    INKWIRE_URL: server.url,
    INKWIRE_API_KEY: apiKey,
    WEBHOOK_URL: `http://127.0.0.1:${(chat.address() as AddressInfo).port}`,
  };
  const begin = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ["announce.mjs"], {
      cwd: project,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
    });
    await eventually("the announcer is live", () => said.includes("live"), 20_000);
    return child;
  };
  const publish = async (title: string) => {
    const { id } = await owner.api.story.create.mutate({ title, body: "Text." });
    await owner.api.story.publish.mutate({ id });
  };
  const heard = (...titles: string[]) =>
    eventually(`${titles} are announced`, () => JSON.stringify(announced) === JSON.stringify(titles), 30_000);

  const position = () => readFileSync(path.join(project, "position"), "utf8");
  /** What it has announced, but not yet written down, it would announce again after a crash. */
  const written = (before: string) =>
    eventually("the position is kept", () => (position() === before ? null : position()));

  let announcer = await begin();
  await publish("One");
  await heard("One");
  const first = await written("");
  await server.kill();
  server = await start();
  await publish("Two");
  await heard("One", "Two");
  await written(first);
  announcer.kill("SIGKILL");
  await once(announcer, "exit");
  await publish("Three");
  announcer = await begin();
  await publish("Four");
  await heard("One", "Two", "Three", "Four");
  announcer.kill();
  chat.close();
}, 120_000);
