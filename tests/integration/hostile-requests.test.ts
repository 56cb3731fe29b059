import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mostOps } from "@/live/browser/wire";
import { describeRouters } from "@/server/openapi";
import { deepestInput } from "@/trpc/depth";
import { type App, startApp } from "../support/app";
import { brokenJson, hostileJson, sampleOf } from "../support/hostile";
import type { Person } from "../support/people";
import { Random } from "../support/random";
import { isLong } from "../support/size";

let app: App;
let member: Person;
let key: string;

beforeAll(async () => {
  app = await startApp();
  member = await app.member();
  ({ key } = await member.api.apiKey.create.mutate({ name: "A service", scopes: ["read", "write", "publish"] }));
});
afterAll(() => app[Symbol.asyncDispose]());

const most = isLong ? 10_000 : 4_000;

interface Attack {
  name: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

interface Answer {
  status: number;
  text: string;
}

/** As raw as Node allows: `fetch` would mend addresses and refuse methods. Streams are left once they have begun. */
const send = ({ method = "GET", path, headers = {}, body }: Attack): Promise<Answer> =>
  new Promise((settle, reject) => {
    const { hostname, port } = new URL(app.url);
    const sent = request({ hostname, port, path, method, headers, setHost: true }, (response) => {
      const chunks: Buffer[] = [];
      const end = () => settle({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      response.on("data", (chunk) => {
        chunks.push(chunk);
        if (response.headers["content-type"]?.startsWith("text/event-stream")) response.destroy();
      });
      response.on("close", end);
    });
    // An answer that came before all was sent counts; the rest of what is sent is then of no interest.
    sent.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "EPIPE" ? settle({ status: 0, text: "" }) : reject(error),
    );
    sent.end(body);
  });

/** What nobody outside may read: where code lies, what is asked of the database, and the secrets of this installation. */
const leaks = [
  /node_modules|\.tsx?:\d|\bat (async )?[\w.<>]+ \(|"stack"/,
  /prisma|postgres|\bSELECT\b|\bINSERT INTO\b|violates|column "|relation "|syntax error at/i,
  /a-secret-for-tests|DATABASE_URL|AUTH_SECRET/,
  /RangeError|TypeError|ReferenceError|Maximum call stack/,
];

const json = { "content-type": "application/json" };

/** Every procedure, with each of its parts wrong in every way. */
function* onProcedures(random: Random): Generator<Attack> {
  const procedures = [...describeRouters().values()].flat();
  const who = () =>
    random.pick<Record<string, string>>([
      {},
      { cookie: member.cookie },
      { cookie: member.cookie },
      { "x-api-key": key },
    ]);
  for (const { path, type, input } of procedures) {
    const call = (what: string, text: string): Attack => {
      const name = `${path}: ${what}`;
      return type === "mutation"
        ? { name, method: "POST", path: `/api/trpc/${path}`, headers: { ...json, ...who() }, body: text }
        : // What is too long for an address never reaches a procedure.
          {
            name,
            path: `/api/trpc/${path}?input=${encodeURIComponent(text.toWellFormed()).slice(0, 12_000)}`,
            headers: who(),
          };
    };
    for (const value of hostileJson) yield call(`input ${value.slice(0, 40)}`, value);
    for (const value of brokenJson) yield call(`broken ${value.slice(0, 20)}`, value);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", type === "mutation" ? "GET" : "POST"]) {
      yield { ...call(method, "{}"), method };
    }
    const properties = Object.keys((input as { properties?: object } | undefined)?.properties ?? {});
    for (const property of properties) {
      for (const value of hostileJson) {
        if (value.length > 30_000) continue;
        const rest = Object.entries(sampleOf(input ?? {}, random) as object).filter(([name]) => name !== property);
        const members = [...rest.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`)];
        yield call(`${property} ${value.slice(0, 40)}`, `{${[...members, `"${property}":${value}`].join(",")}}`);
      }
    }
  }
}

/** What is wrong before a procedure is reached. */
function* onTheWay(): Generator<Attack> {
  const paths = [
    "/api/trpc",
    "/api/trpc/",
    "/api/trpc//",
    "/api/trpc/%00",
    "/api/trpc/%ff",
    "/api/trpc/%",
    "/api/trpc/story",
    "/api/trpc/story.__proto__",
    "/api/trpc/__proto__.toString",
    "/api/trpc/constructor",
    "/api/trpc/story.feed.feed",
    `/api/trpc/${"a.".repeat(2_000)}`,
    `/api/trpc/${Array.from({ length: 500 }, () => "story.tags").join(",")}?batch=1`,
    "/api/trpc/story.tags,nothing?batch=1",
    "/api/trpc/story.feed,story.feed?batch=1&input=[]",
    "/api/trpc/story.feed,story.feed?batch=1&input=%7B%22__proto__%22%3A%7B%7D%7D",
    "/api/trpc/story.feed?batch=1&input=%7B%2299999999999%22%3A1%7D",
    "/api/trpc/story.feed?input=%",
    "/api/trpc/story.feed?input=%7B%7D&input=%7B%7D",
    "/api/trpc/story.onPublished?lastEventId=x&connectionParams=%",
    "/api/trpc/story.onPublished?input=%7B%22lastEventId%22%3A%22%22%7D",
    "/api/live",
    "/api/live/x",
    "/api/community/events",
    "/api/community/events?token=%00",
    "/api/jobs/x/events",
    "/api/jobs/%2e%2e/events",
    "/api/jobs/%00/events",
    "/api/jobs/%/events?token=x",
    "/api/openapi.json",
    "/api/health",
    "/api/auth",
    "/api/auth/",
    "/api/auth/%00",
    "/api/auth/sign-in/email",
    "/api/auth/sign-up/email",
    "/api/auth/sign-in/social",
    "/api/auth/get-session",
    "/api/auth/list-sessions",
    "/api/auth/revoke-session",
    "/api/auth/change-password",
    "/api/auth/change-email",
    "/api/auth/update-user",
    "/api/auth/delete-user",
    "/api/auth/request-password-reset",
    "/api/auth/reset-password",
    "/api/auth/reset-password/x",
    "/api/auth/verify-email?token=x",
    "/api/auth/api-key/create",
    "/api/auth/api-key/list",
    "/api/auth/error?error=%3Cscript%3E",
    "/api/auth/callback/x",
    "//",
    "/../../etc/passwd",
    "/?__proto__[x]=1",
  ];
  for (const path of paths) {
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND"]) {
      yield { name: `${method} ${path.slice(0, 60)}`, method, path };
    }
    for (const [index, body] of [...hostileJson, ...brokenJson].entries()) {
      if (path.startsWith("/api/trpc") && index % 8 > 0) continue; // procedures get their share above
      const headers = { ...json, origin: app.url, cookie: member.cookie };
      yield { name: `POST ${path.slice(0, 60)} ${body.slice(0, 30)}`, method: "POST", path, headers, body };
    }
  }
  for (const path of ["sign-in/email", "sign-up/email", "change-password", "update-user", "request-password-reset"]) {
    for (const field of ["email", "password", "name", "handle", "newPassword", "currentPassword", "image", "token"]) {
      for (const [index, value] of hostileJson.entries()) {
        // Some of them are judged by scrypt, which takes its time on purpose.
        if (path.startsWith("sign") && index % 6 > 0) continue;
        const rest = { email: "a@b.example", password: "correct horse battery", name: "A", handle: "a-handle" };
        const members = Object.entries(rest).flatMap(([name, one]) => (name === field ? [] : [`"${name}":"${one}"`]));
        yield {
          name: `${path} ${field} ${value.slice(0, 30)}`,
          method: "POST",
          path: `/api/auth/${path}`,
          headers: { ...json, origin: app.url, ...(path.startsWith("sign") ? {} : { cookie: member.cookie }) },
          body: `{${[...members, `"${field}":${value}`].join(",")}}`,
        };
      }
    }
  }
  const headers: Record<string, string>[] = [
    { cookie: "better-auth.session_token=%" },
    { cookie: `better-auth.session_token=${"a".repeat(5_000)}` },
    { cookie: "better-auth.session_token=a.b; better-auth.session_token=c.d" },
    { cookie: "=; ;;;=a; inkwire_visitor=%00" },
    { "x-api-key": "'" },
    { "x-api-key": "ink_".repeat(1_000) },
    { "x-api-key": "\u0080\u00ff" },
    { "x-forwarded-for": "::ffff:x, $(id)" },
    { "x-inkwire-address": "'; DROP TABLE" },
    { "x-inkwire-tab": "__proto__" },
    { "x-request-id": "<b>\u00ff" },
    { "content-type": "application/x-www-form-urlencoded" },
    { "content-type": "multipart/form-data; boundary=" },
    { "content-type": "multipart/form-data" },
    { "content-type": "application/octet-stream" },
    { "content-type": "text/plain;charset=utf-7" },
    { "content-type": "/" },
    { "content-encoding": "gzip" },
    { accept: "\u00ff" },
    { "trpc-accept": "application/jsonl" },
    { "last-event-id": "999999999999999999999" },
    { range: "bytes=0-1" },
    { expect: "nothing" },
    { host: "evil.example" },
  ];
  const targets: [string, string][] = [
    ["GET", "/api/trpc/member.me"],
    ["GET", "/api/trpc/story.onPublished?input=%7B%7D"],
    ["GET", "/api/trpc/story.tags,story.tags?batch=1"],
    ["POST", "/api/trpc/story.create"],
    ["POST", "/api/trpc/member.setAvatar"],
    ["POST", "/api/trpc/transfer.upload"],
    ["POST", "/api/live"],
    ["POST", "/api/auth/sign-in/email"],
    ["GET", "/api/auth/get-session"],
    ["GET", "/api/community/events"],
  ];
  for (const one of headers) {
    for (const [method, path] of targets) {
      const name = `${method} ${path} with ${JSON.stringify(one).slice(0, 60)}`;
      yield { name, method, path, headers: one, ...(method === "POST" && { body: '{"a":1}' }) };
    }
  }
}

test(`${most} malformed and hostile requests: none is answered with 5xx, none learns what is inside`, async () => {
  const random = new Random();
  const procedural = [...onProcedures(random)];
  const attacks = [...onTheWay()];
  // Evenly over all procedures.
  const wanted = Math.max(0, most - attacks.length);
  const step = Math.max(1, procedural.length / wanted);
  for (let at = random.next() * step; at < procedural.length; at += step) {
    const attack = procedural[Math.floor(at)];
    if (attack) attacks.push(attack);
  }
  const found: string[] = [];
  const statuses = new Map<number, number>();
  const queue = attacks.values();
  const worker = async () => {
    for (const attack of queue) {
      const { status, text } = await send(attack).catch((error: Error) => ({ status: -1, text: error.message }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const leak = leaks.find((pattern) => pattern.test(text));
      if (status >= 500 || status < 0 || leak) {
        found.push(`${attack.name}: ${status}${leak ? ` ${leak.exec(text)?.[0]}` : ""} ${text.slice(0, 200)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  process.stdout.write(
    `seed ${random.seed}; of ${procedural.length} at procedures, sent in all ${attacks.length}; answers by status: ${JSON.stringify([...statuses].sort(([a], [b]) => a - b))}\n`,
  );
  expect(found).toEqual([]);
  expect(attacks.length).toBeGreaterThanOrEqual(most);
  expect(Object.keys({})).toEqual([]);
  expect((await member.api.member.me.query())?.id).toBe(member.id); // it lives, and nobody was signed out
}, 600_000);

test("a batch of more than twenty calls, a body that is too large, and a stream of too many are refused", async () => {
  const calls = (count: number) =>
    fetch(`${app.url}/api/trpc/${Array.from({ length: count }, () => "story.tags").join(",")}?batch=1`);
  expect((await calls(20)).status).toBe(200);
  expect((await calls(21)).status).toBe(400);
  const post = (path: string, body: string) =>
    fetch(`${app.url}${path}`, { method: "POST", headers: { ...json, cookie: member.cookie }, body });
  const large = await post("/api/trpc/story.create", JSON.stringify({ title: "x", body: "a".repeat(13_000_000) }));
  expect(large.status).toBe(413);
  const ops = Array.from({ length: mostOps + 1 }, (_, id) => ({ id, path: "story.onPublished", input: {} }));
  const tooMany = await post("/api/live", JSON.stringify({ ops }));
  expect(tooMany.status).toBe(400);
  expect(await tooMany.json()).toMatchObject({ reason: "invalid", message: expect.stringContaining(`${mostOps}`) });
  const long = await post("/api/live", JSON.stringify({ ops: [{ id: 1, path: "x", input: "a".repeat(300_000) }] }));
  expect(long.status).toBe(413);
  expect(await long.json()).toMatchObject({ reason: "too_large" });
});

test("who may not call is refused before their body is read, and only a member's may be a book", async () => {
  /** What is answered to one who says that a body of 40 MB comes, and sends the beginning of it. */
  const begin = (path: string, headers: Record<string, string>) =>
    new Promise<number>((settle, reject) => {
      const length = { "content-length": String(40 * 1024 * 1024) };
      const sent = request(`${app.url}${path}`, { method: "POST", headers: { ...length, ...headers } }, (response) => {
        settle(response.statusCode ?? 0);
        sent.destroy();
      });
      sent.on("error", reject);
      sent.write("--x\r\n");
    });
  const form = { "content-type": "multipart/form-data; boundary=x" };
  expect(await begin("/api/trpc/transfer.upload", form)).toBe(401);
  expect(await begin("/api/trpc/transfer.upload", { ...form, cookie: "better-auth.session_token=a.b" })).toBe(401);
  expect(await begin("/api/trpc/transfer.upload", { ...form, "x-api-key": "ink_nothing" })).toBe(401);
  expect(await begin("/api/trpc/story.create", json)).toBe(401);
  expect(await begin("/api/trpc/admin.disconnect", { ...json, cookie: member.cookie })).toBe(403);
  const book = new FormData();
  book.set("file", new File([Buffer.alloc(13 * 1024 * 1024, 32)], "book.txt"));
  const headers = { cookie: member.cookie };
  const kept = await fetch(`${app.url}/api/trpc/transfer.upload`, { method: "POST", headers, body: book });
  expect(kept.status).toBe(200);
});

test("an answer, and an error in it, carry the id of their request; one that is no id is replaced", async () => {
  const ask = (id?: string) =>
    fetch(`${app.url}/api/trpc/story.bySlug?input=%7B%22slug%22%3A%22nothing%22%7D`, {
      headers: id === undefined ? {} : { "x-request-id": id },
    });
  const given = await ask("from-a-proxy.1");
  expect(given.headers.get("x-request-id")).toBe("from-a-proxy.1");
  expect((await given.json()).error.data.requestId).toBe("from-a-proxy.1");
  for (const answer of [await ask(), await ask("<script>"), await ask("x".repeat(65))]) {
    const id = answer.headers.get("x-request-id");
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect((await answer.json()).error.data.requestId).toBe(id);
  }
});

test("an input that nests too deep is refused as such, wherever it goes", async () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const reasonOf = async (response: Response) => (await response.json()).error.data;
  const refused = { reason: "invalid", details: { deepest: deepestInput } };
  const query = (path: string, input: string) =>
    fetch(`${app.url}/api/trpc/${path}?input=${encodeURIComponent(input)}`, { headers: { cookie: member.cookie } });
  expect(await reasonOf(await query("story.feed", deep(deepestInput + 1)))).toMatchObject(refused);
  const stream = await query("story.onPublished", deep(deepestInput + 1));
  expect(await stream.text()).toMatch(/event: serialized-error\ndata: .*nests objects and lists more than/);
  expect((await query("story.feed", deep(deepestInput))).status).toBe(200);
  const mutation = await fetch(`${app.url}/api/trpc/story.create`, {
    method: "POST",
    headers: { ...json, cookie: member.cookie },
    body: deep(5_000),
  });
  expect(await reasonOf(mutation)).toMatchObject(refused);
});

/** Wherever a schema takes a list, and how many things it takes. */
function* listsIn(schema: unknown, path: string): Generator<[string, number | undefined]> {
  if (typeof schema !== "object" || schema === null) return;
  const { type, maxItems, properties } = schema as { type?: string; maxItems?: number; properties?: object };
  if (type === "array") yield [path, maxItems];
  for (const [name, limit] of Object.entries(properties ?? {}) as [string, { maximum?: number }][]) {
    if (name === "limit") yield [`${path}.limit`, limit.maximum];
  }
  for (const [name, inner] of Object.entries(schema)) yield* listsIn(inner, `${path}.${name}`);
}

test("no procedure takes or gives lists without an end: every list and page size in an input has a limit", () => {
  const found = [...describeRouters().values()].flat().flatMap(({ path, input }) => [...listsIn(input, path)]);
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter(([, most]) => most === undefined || most > 100_000).map(([where]) => where)).toEqual([]);
  expect(found.filter(([where, most]) => where.endsWith(".limit") && (most ?? 0) > 100)).toEqual([]);
});
