import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { stockClient } from "../support/client";
import { eventually } from "../support/eventually";
import { startMailServer } from "../support/mail-server";

// Where mail is sent, a sign-up tells nobody but the owner of the mailbox whether there is an account.

let app: App;
let mail: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "Inkwire <post@inkwire.example>";
  app = await startApp();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

const password = "a lamp in the fog at four";

const post = (path: string, body: object) =>
  fetch(`${app.url}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: app.url },
    body: JSON.stringify(body),
  });

const signUp = (handle: string, email: string, name = "Ana") =>
  post("sign-up/email", { name, handle, email, password });

const mailTo = (address: string) => eventually(`a mail to ${address}`, () => mail.to(address).at(-1)?.raw);

/** The key in the link of a mail; quoted-printable may break its line. */
const keyIn = (raw: string) => /\/sign-up\/([\da-f-]{36})/.exec(raw.replaceAll(/=\r?\n/g, ""))?.[1] ?? "";

test("a taken address and a new one are answered alike, in all that can be seen from outside", async () => {
  const { handle } = await app.member();
  const seen = async (wanted: string, email: string) => {
    const first = await signUp(wanted, email);
    const again = await signUp(wanted, "somebody-else@inkwire.example");
    const signIn = await post("sign-in/email", { email, password });
    return {
      first: { status: first.status, body: await first.text(), cookies: first.headers.getSetCookie() },
      again: { status: again.status, body: await again.text() },
      signIn: { status: signIn.status, body: await signIn.text() },
      profile: await app.guest.member.byHandle.query({ handle: wanted }).catch((error) => error.data.reason),
    };
  };
  const taken = await seen("wanted-one", `${handle}@inkwire.example`);
  const unknown = await seen("wanted-two", "new@inkwire.example");
  expect(unknown).toEqual(taken);
  expect(taken.first).toMatchObject({ status: 200, cookies: [] });
  expect(taken.again.status).toBe(422);
  expect(taken.profile).toBe("not_found");
  const known = await mailTo(`${handle}@inkwire.example`);
  expect(known).toContain("You have an account at Inkwire");
  expect(keyIn(known)).toBe("");
  expect(keyIn(await mailTo("new@inkwire.example"))).not.toBe("");
});

test("and take as long", async () => {
  const times: Record<"taken" | "free", number[]> = { taken: [], free: [] };
  for (let round = 0; round < 8; round++) {
    // A member of its own for each, since an address gets few mails.
    const email = `owner-${round}@inkwire.example`;
    await db().member.create({ data: { id: `owner-${round}`, name: "Owner", handle: `owner-${round}`, email } });
    for (const kind of ["taken", "free"] as const) {
      const address = kind === "taken" ? email : `free-${round}@inkwire.example`;
      const begun = performance.now();
      expect((await signUp(`time-${kind}-${round}`, address)).status).toBe(200);
      times[kind].push(performance.now() - begun);
    }
  }
  const [taken = 0, free = 0] = Object.values(times).map((all) => Math.min(...all));
  expect(Math.max(taken, free) / Math.min(taken, free)).toBeLessThan(2.5);
});

test("the link and the password together open the account, once", async () => {
  const email = "Mira@Inkwire.Example";
  expect((await signUp("mira", email)).status).toBe(200);
  const key = keyIn(await mailTo(email.toLowerCase()));
  const guess = await post("sign-up/confirm", { key, password: "who else could know" });
  expect([guess.status, guess.headers.getSetCookie()]).toEqual([401, []]);
  expect((await post("sign-up/confirm", { key: crypto.randomUUID(), password })).status).toBe(404);
  const opened = await post("sign-up/confirm", { key, password });
  expect(opened.status).toBe(200);
  const cookie = opened.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
  expect(await stockClient(app.url, cookie).member.me.query()).toMatchObject({
    handle: "mira",
    email: "mira@inkwire.example",
  });
  expect((await post("sign-up/confirm", { key, password })).status).toBe(404);
  expect((await post("sign-in/email", { email, password })).status).toBe(200);
});

test("two links of one address make one account; the handle of one that waits is kept", async () => {
  for (const handle of ["twice-one", "twice-two"])
    expect((await signUp(handle, "twice@inkwire.example")).status).toBe(200);
  expect((await signUp("twice-one", "other@inkwire.example")).status).toBe(422);
  const keys = await db().signUp.findMany({ where: { email: "twice@inkwire.example" }, select: { key: true } });
  const statuses = await Promise.all(
    keys.map(async ({ key }) => (await post("sign-up/confirm", { key, password })).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(await db().member.count({ where: { email: "twice@inkwire.example" } })).toBe(1);
});

test("a mailbox is not filled by others, and what they type does not stand in the mail", async () => {
  const email = "quiet@inkwire.example";
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) statuses.push((await signUp(`quiet-${n}`, email, "Win at https://spam.example")).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  await eventually("the mails", () => mail.to(email).length === 4);
  expect(mail.to(email).some(({ raw }) => raw.includes("spam.example"))).toBe(false);
});

test("what has had its time opens nothing, and its handle is free", async () => {
  expect((await signUp("late", "late@inkwire.example")).status).toBe(200);
  const { key } = await db().signUp.update({
    where: { key: keyIn(await mailTo("late@inkwire.example")) },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  expect((await post("sign-up/confirm", { key, password })).status).toBe(404);
  expect((await signUp("late", "another@inkwire.example")).status).toBe(200);
});

test("a forgotten password is set anew by the link of a mail, once; every session ends", async () => {
  const { id, handle, api } = await app.member();
  const email = `${handle}@inkwire.example`;
  const ask = async (address: string) => {
    const response = await post("request-password-reset", { email: address });
    return [response.status, await response.text()];
  };
  const known = await ask(email.toUpperCase());
  expect(await ask("nobody@inkwire.example")).toEqual(known);
  expect(known[0]).toBe(200);
  expect(await ask(email)).toEqual(known);
  const [raw = ""] = await eventually("both mails", () => {
    const sent = mail.to(email).flatMap((one) => (one.raw.includes("new-password") ? [one.raw] : []));
    return sent.length === 2 ? sent : null;
  });
  const token = /new-password\/([\w-]+)/.exec(raw.replaceAll(/=\r?\n/g, ""))?.[1] ?? "";

  const set = (newPassword: string, by = token) => post("reset-password", { newPassword, token: by });
  expect((await set("another lamp entirely", "guessed")).status).toBe(400);
  expect((await set("password1234")).status).toBe(422); // and leaves the link as it was
  expect((await set("another lamp entirely")).status).toBe(200);
  expect((await set("and one lamp more")).status).toBe(400);
  expect(await db().verification.count({ where: { value: id } })).toBe(0); // the other link is worth nothing either
  expect(await api.member.me.query()).toBeNull();
  expect((await post("sign-in/email", { email, password: "another lamp entirely" })).status).toBe(200);
  expect(mail.to("nobody@inkwire.example")).toEqual([]);
});

test("a link to a new password holds for its time only; a mailbox is not filled by others", async () => {
  const { handle } = await app.member();
  const email = `${handle}@inkwire.example`;
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) statuses.push((await post("request-password-reset", { email })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  const { identifier } = await eventually("a link", () =>
    db().verification.findFirst({ where: { identifier: { startsWith: "reset-password:" } } }),
  );
  await db().verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  const token = identifier.slice("reset-password:".length);
  expect((await post("reset-password", { newPassword: "another lamp entirely", token })).status).toBe(400);
});
