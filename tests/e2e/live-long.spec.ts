import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { build } from "esbuild";
import { stockClient } from "../support/client";
import { eventually } from "../support/eventually";
import { freePort } from "../support/redis";
import { isLong } from "../support/size";
import { test as base, expect } from "./support/fixtures";
import { launchBrowser } from "./support/gate";

// Outages in their full length, and many subscriptions: minutes of waiting, so only where asked for
// (INKWIRE_LONG=1 npx playwright test tests/e2e/live-long.spec.ts). What they are about is in live.spec.ts in short.

interface Own {
  url: string;
  /** Ends it as SIGKILL does. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A server of the test's own, with pages, on a database of its own. */
const test = base.extend<{ own: Own; context: BrowserContext }>({
  own: async ({ browserName: _ }, use) => {
    const port = await freePort();
    const directory = mkdtempSync(path.join(tmpdir(), "inkwire-long-"));
    chmodSync(directory, 0o755);
    const url = `http://127.0.0.1:${port}`;
    let child: ChildProcess | undefined;
    const own = {
      url,
      async start() {
        child = spawn(process.execPath, ["dist/server.mjs"], {
          stdio: "ignore",
          env: {
            ...process.env,
            NODE_ENV: "production",
            PORT: String(port),
            HOST: "127.0.0.1",
            APP_URL: "http://localhost:3000",
            INKWIRE_DATA_DIR: directory,
            INKWIRE_DEMO: "off",
            DATABASE_URL: "",
            REDIS_URL: "",
            LOG_LEVEL: "silent",
          },
        });
        await eventually("the server is up", async () => (await fetch(`${url}/api/health`)).ok, 60_000);
      },
      async kill() {
        if (!child || child.exitCode !== null) return;
        child.kill("SIGKILL");
        await once(child, "exit");
      },
    };
    await own.start();
    await use(own);
    child?.kill("SIGTERM");
    if (child) await once(child, "exit");
    rmSync(directory, { recursive: true, force: true });
  },
  context: async ({ own }, use) => {
    const browser = await launchBrowser(Number(new URL(own.url).port));
    const context = await browser.newContext({ baseURL: "http://localhost:3000", bypassCSP: true });
    await use(context);
    await browser.close();
  },
});

test.skip(!isLong, "minutes of waiting; INKWIRE_LONG=1 runs it");

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1_000));

async function signUp({ url }: Own, handle: string) {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "http://localhost:3000" },
    body: JSON.stringify({
      name: handle,
      handle,
      email: `${handle}@inkwire.example`,
      password: "correct horse battery",
    }),
  });
  expect(response.ok).toBe(true);
  const cookies = response.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const api = stockClient(url, cookies.join("; "));
  return {
    cookies,
    async publish(title: string) {
      const { id } = await api.story.create.mutate({ title, body: "Text." });
      return api.story.publish.mutate({ id });
    },
  };
}

const state = (page: Page, name: string, timeout = 30_000) =>
  expect(page.getByTestId("live-status")).toHaveAttribute("data-state", name, { timeout });

test("a server that is killed and away for twenty seconds", async ({ own, context }) => {
  test.setTimeout(180_000);
  const author = await signUp(own, "author");
  const page = await context.newPage();
  await page.goto("/community");
  await state(page, "live");
  await author.publish("Before");
  await expect(page.getByTestId("new-story-notification")).toHaveText("1 new story");
  await own.kill();
  await expect(page.getByTestId("live-status")).not.toHaveAttribute("data-state", "live", { timeout: 15_000 });
  await seconds(20);
  await own.start();
  await author.publish("After");
  await state(page, "live", 40_000);
  await expect(page.getByTestId("new-story-notification")).toHaveText(/^2 new stories/, { timeout: 5_000 });
  await expect(page.getByTestId("offline-indicator")).toBeHidden({ timeout: 5_000 });
});

test("a network that is gone for thirty seconds", async ({ own, context }) => {
  test.setTimeout(120_000);
  const author = await signUp(own, "author");
  const page = await context.newPage();
  await page.goto("/community");
  await state(page, "live");
  await context.setOffline(true);
  await expect(page.getByTestId("offline-indicator")).toBeVisible();
  await author.publish("One");
  await seconds(30);
  await author.publish("Two");
  await context.setOffline(false);
  const back = Date.now();
  await expect(page.getByTestId("offline-indicator")).toBeHidden({ timeout: 5_000 });
  await expect(page.getByTestId("new-story-notification")).toHaveText(/^2 new stories/, { timeout: 10_000 });
  console.log(`all that was missed was there ${Date.now() - back} ms after the network`);
});

/** Lets a page follow `count` tags of its own, by the client that its own hooks use. */
async function followTags(tab: Page, script: string, name: string, count: number): Promise<void> {
  await tab.addScriptTag({ content: script });
  await tab.evaluate(
    async ({ name, count }) => {
      const { LiveClient } = (window as unknown as { liveClient: typeof import("@/live/browser/live-client") })
        .liveClient;
      const client = new LiveClient({ url: "/api/live", identity: () => "guest" });
      const started = Array.from({ length: count }, (_, index) => {
        const input = { tag: `${name}-${index}`, lastEventId: null };
        return new Promise<void>((resolve) => {
          const none = () => {};
          client.subscribe("story.onPublished", input, {
            onStarted: resolve,
            onEvent: none,
            onInterrupted: none,
            onRefused: none,
            onEnded: none,
          });
        });
      });
      await Promise.all(started);
    },
    { name, count },
  );
}

/** How long a query takes that the browser sends, one after the other. */
async function askOften(page: Page): Promise<string> {
  const taken = await page.evaluate(async () => {
    const taken: number[] = [];
    for (let round = 0; round < 200; round++) {
      const began = performance.now();
      await (await fetch("/api/trpc/story.tags")).text();
      taken.push(performance.now() - began);
    }
    return taken.sort((a, b) => a - b);
  });
  return `median ${taken[100]?.toFixed(1)} ms, p95 ${taken[190]?.toFixed(1)} ms`;
}

test("an ordinary query beside twelve tabs that hold twenty subscriptions each", async ({ own, context }) => {
  test.setTimeout(240_000);
  const { outputFiles } = await build({
    entryPoints: ["src/live/browser/live-client.ts"],
    bundle: true,
    format: "iife",
    globalName: "liveClient",
    write: false,
  });
  const script = `${outputFiles[0]?.text};window.liveClient = liveClient;`;
  const alone = await context.newPage();
  await alone.goto("/community");
  console.log(`an ordinary query before: ${await askOften(alone)}`);
  await alone.close();
  const tabs: Page[] = [];
  for (let index = 0; index < 12; index++) {
    const tab = await context.newPage();
    await tab.goto("/community");
    await followTags(tab, script, `tab-${index}`, 20);
    tabs.push(tab);
  }
  for (const tab of tabs) await state(tab, "live");
  const [first] = tabs;
  if (!first) throw new Error("no tab");
  const metrics = await (await fetch(`${own.url}/api/metrics`)).text();
  console.log(metrics.match(/^inkwire_live_(connections|streams|subscriptions|readers)[^\n]*/gm)?.join("\n"));
  console.log(`an ordinary query beside them: ${await askOften(first)}`);
});

test("twelve tabs on all kinds of pages are live by one stream, and queries stay quick", async ({ own, context }) => {
  test.setTimeout(180_000);
  const author = await signUp(own, "author");
  const { slug } = await author.publish("A story");
  await context.addCookies(
    author.cookies.map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return { name, value: value.join("="), domain: "localhost", path: "/" };
    }),
  );
  const paths = ["/community", `/stories/${slug}`, "/studio", "/notifications"];
  const tabs: Page[] = [];
  for (let index = 0; index < 12; index++) {
    const tab = await context.newPage();
    await tab.goto(paths[index % paths.length] ?? "/");
    tabs.push(tab);
  }
  for (const tab of tabs) await state(tab, "live");
  const count = async () => {
    const text = await (await fetch(`${own.url}/api/metrics`)).text();
    return Number(/^inkwire_live_connections (\d+)/m.exec(text)?.[1]);
  };
  await eventually("the server counts one stream", async () => (await count()) === 1);
  const [first] = tabs;
  if (!first) throw new Error("no tab");
  console.log(`an ordinary query beside twelve live tabs: ${await askOften(first)}`);
});
