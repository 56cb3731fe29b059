import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInkwireClient } from "@/client";
import { postOutside } from "@/modules/webhook/post";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Takes every request and answers none. */
const silent = createServer(() => {});
let url: string;

beforeAll(async () => {
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

test("a call ends when its time is over, however often garbage is collected before", async () => {
  const client = createInkwireClient({ url, timeoutMs: 300, retries: 0 });
  const timer = setInterval(collectGarbage, 20);
  try {
    const { signal } = new AbortController();
    await expect(client.story.tags.query(undefined, { signal })).rejects.toThrow("no answer within 300 ms");
  } finally {
    clearInterval(timer);
  }
});

test("a webhook's attempt ends with its worker", async () => {
  const abort = new AbortController();
  const attempt = postOutside(new URL("https://192.0.2.1/"), { headers: {}, body: "{}", signal: abort.signal });
  expect(await attempt).toMatchObject({ status: null, error: "Its address is not on the open internet." });
  abort.abort(new Error("stopping"));
  await expect(
    postOutside(new URL("https://localhost/"), { headers: {}, body: "{}", signal: abort.signal }),
  ).rejects.toThrow("stopping");
});
