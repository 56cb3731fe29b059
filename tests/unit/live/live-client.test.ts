import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { LiveClient } from "@/live/browser/live-client";

test("a client that follows nothing, as each page has that a server renders, is kept by nobody", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const clients = Array.from({ length: 10 }, () => new WeakRef(new LiveClient({ url: "/api/live" })));
  // References hold until the task that made them is over.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(clients.filter((client) => client.deref())).toEqual([]);
});
