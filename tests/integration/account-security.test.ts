import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/platform/db";
import { demoPassword } from "../../prisma/seed/members";
import { listOpenDemoStaff } from "../../prisma/seed/seed";
import { type App, startApp } from "../support/app";
import { stockClient } from "../support/client";
import { eventually, promptly } from "../support/eventually";
import { RawStream, subscriptionUrl } from "../support/raw-stream";

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const post = (path: string, body: object, cookie?: string) =>
  fetch(`${app.url}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: app.url, ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");

const password = "correct horse battery";
const signIn = async (handle: string) => {
  const response = await post("sign-in/email", { email: `${handle}@inkwire.example`, password });
  expect(response.status).toBe(200);
  const cookie = cookieOf(response);
  return { cookie, api: stockClient(app.url, cookie) };
};

test("those who look after a demo are named where it is none, as long as everybody knows their password", async () => {
  const keeper = await app.member("keeper");
  expect(await listOpenDemoStaff()).toEqual([]);
  const known = await hashPassword(demoPassword);
  await db().account.updateMany({ where: { memberId: keeper.id }, data: { password: known } });
  expect(await listOpenDemoStaff()).toEqual(["keeper@inkwire.example"]);
});

describe("nobody learns who has an account", () => {
  test("from a sign-in: an unknown address and a wrong password are one answer", async () => {
    const { handle } = await app.member();
    const [wrong, unknown] = await Promise.all(
      [`${handle}@inkwire.example`, "nobody@inkwire.example"].map(async (email) => {
        const response = await post("sign-in/email", { email, password: "not the password" });
        return { status: response.status, body: await response.text(), cookies: response.headers.getSetCookie() };
      }),
    );
    expect(wrong?.status).toBe(401);
    expect(unknown).toEqual(wrong);
  });

  test("from a reset: there is none to ask for", async () => {
    const { handle } = await app.member();
    for (const email of [`${handle}@inkwire.example`, "nobody@inkwire.example"]) {
      expect((await post("request-password-reset", { email, redirectTo: "/" })).status).toBe(404);
    }
  });

  test("from how long a sign-in takes: the password is hashed for an unknown address as well", async () => {
    const { handle } = await app.member();
    const taken: Record<string, number[]> = { [`${handle}@inkwire.example`]: [], "nobody@inkwire.example": [] };
    for (let round = 0; round < 8; round++) {
      for (const [email, times] of Object.entries(taken)) {
        const begun = performance.now();
        await post("sign-in/email", { email, password: "not the password" });
        times.push(performance.now() - begun);
      }
    }
    // The quickest of each: what else the machine does only ever adds.
    const [known = 0, unknown = 0] = Object.values(taken).map((times) => Math.min(...times));
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2.5);
  });
});

describe("passwords", () => {
  const about = { name: "Maren Holt", handle: "maren-holt", email: "maren.holt@inkwire.example" };

  test.each([
    "password12",
    "1234567890",
    "qwertyuiop",
    "iloveyou123",
    "P@ssw0rd2024",
    "aaaaaaaaaaaa",
    "abcdefghijkl",
    "maren-holt1",
    "Maren Holt 1",
    "short",
  ])("%s is refused", async (password) => {
    const response = await post("sign-up/email", { ...about, password });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("a few words do, and the same holds when it is changed; whoever else was signed in is not any more", async () => {
    const { handle } = await app.member();
    const [here, elsewhere] = [await signIn(handle), await signIn(handle)];
    const change = (newPassword: string) =>
      post("change-password", { currentPassword: password, newPassword, revokeOtherSessions: true }, here.cookie);
    const refused = await change("password1234");
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: "INVALID_GUESSABLE" });
    const changed = await change("a lamp in the fog at four");
    expect(changed.status).toBe(200);
    expect((await stockClient(app.url, cookieOf(changed)).member.me.query())?.handle).toBe(handle);
    expect(await elsewhere.api.member.me.query()).toBeNull();
  });

  test("one of the greatest length is judged at once", async () => {
    const begun = performance.now();
    const long = Array.from({ length: 128 }, (_, index) => "aB3$"[index % 4]).join("");
    await post("sign-up/email", { ...about, handle: "long-one", email: "long@inkwire.example", password: long });
    expect(performance.now() - begun).toBeLessThan(20_000); // judged word by word it would take for ever
  });
});

describe("sessions", () => {
  test("are listed with where they are, and none of their secrets", async () => {
    const { handle } = await app.member();
    const { api, cookie } = await signIn(handle);
    const sessions = await api.member.sessions.query();
    expect(sessions).toHaveLength(2);
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect(sessions[0]?.userAgent).toBe("node");
    const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".", 1)[0] ?? "";
    expect(token.length).toBeGreaterThan(20);
    expect(JSON.stringify(sessions)).not.toContain(token);
  });

  test("one that is ended is nobody's within two seconds, its open streams included", async () => {
    const person = await app.member();
    const here = await signIn(person.handle);
    const url = subscriptionUrl(app.url, "job.onMine", {});
    using stream = await RawStream.open(url, { cookie: person.cookie });
    await eventually("the stream is open", () => stream.text.startsWith("event: connected"));
    const other = (await here.api.member.sessions.query()).find(({ current }) => !current);
    await here.api.member.endSession.mutate({ id: other?.id ?? "" });
    await eventually("the stream ends", () => stream.ended, promptly);
    expect(await person.api.member.me.query()).toBeNull();
    expect((await here.api.member.me.query())?.id).toBe(person.id);
  });

  test("all but this one end together; another member's cannot be ended", async () => {
    const [person, stranger] = [await app.member(), await app.member()];
    const here = await signIn(person.handle);
    await signIn(person.handle);
    const [theirs] = await stranger.api.member.sessions.query();
    await expect(here.api.member.endSession.mutate({ id: theirs?.id ?? "" })).rejects.toMatchObject({
      data: { reason: "not_found" },
    });
    await here.api.member.endOtherSessions.mutate();
    expect(await here.api.member.sessions.query()).toHaveLength(1);
    expect(await person.api.member.me.query()).toBeNull();
    expect(await stranger.api.member.me.query()).not.toBeNull();
  });
});

test("the cookie of a session is out of reach of scripts and of other sites", async () => {
  const { handle } = await app.member();
  const response = await post("sign-in/email", { email: `${handle}@inkwire.example`, password });
  const [line = "", ...others] = response.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(line).toMatch(/^better-auth\.session_token=/);
  expect(line).toMatch(/; HttpOnly/i);
  expect(line).toMatch(/; SameSite=Lax/i);
  expect(line).toMatch(/; Path=\//i);
  expect(line).not.toMatch(/; Domain=/i);
});

test("of better-auth nothing is open that our pages do not use", async () => {
  const { cookie } = await app.member();
  for (const path of [
    "update-user",
    "delete-user",
    "change-email",
    "revoke-sessions",
    "api-key/create",
    "ok",
    "error",
  ]) {
    expect((await post(path, {}, cookie)).status, path).toBe(404);
  }
});

// The last one: it uses up what this address may.
test("nobody learns who has an account from sign-ups in number, without mail: ten are told, then none, whatever the address", async () => {
  const { handle } = await app.member();
  const attempt = async (n: number, email: string) =>
    (await post("sign-up/email", { name: "A", handle: `probe-${n}`, email, password })).status;
  for (let n = 0; n < 10; n++) expect(await attempt(n, `${handle}@inkwire.example`)).toBe(422);
  expect(await attempt(10, `${handle}@inkwire.example`)).toBe(429);
  expect(await attempt(11, "nobody-yet@inkwire.example")).toBe(429);
});
