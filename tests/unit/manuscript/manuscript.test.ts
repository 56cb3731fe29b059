import { beforeEach, expect, test } from "vitest";
import { statusText } from "@/modules/story/ui/manuscript/status-text";
import { Device, firstTexts, TestServer } from "./world";

let server: TestServer;
let device: Device;
beforeEach(() => {
  server = new TestServer();
  device = new Device(server);
});

const keysOf = (prefix: string) => [...device.disk.rows.keys()].filter((key) => key.startsWith(prefix));

test("a change is on the device after a pause, on the server soon after, and then only there", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "New" });
  await device.clock.advance(250);
  expect(device.bodies()).toEqual(["New"]);
  expect(manuscript.snapshot().device).toBe("held");
  await device.clock.advance(1_750);
  expect(server.current.texts.body).toBe("New");
  expect(device.bodies()).toEqual([]);
  expect(device.told).toHaveLength(1);
});

test("while one types, the device is at most a second behind", async () => {
  const manuscript = await device.open();
  for (let count = 1; count <= 20; count++) {
    manuscript.edit({ body: `Word ${count}` });
    await device.clock.advance(100);
  }
  expect(device.bodies()[0]).toMatch(/^Word (1\d|20)$/);
});

test("what was typed just before the page went away is found again", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "In the last instant" });
  manuscript.leaving();
  device.kill();
  const again = await device.open();
  expect(again.snapshot()).toMatchObject({ restored: true, texts: { body: "In the last instant" } });
});

test("a lost answer is no conflict with oneself", async () => {
  const manuscript = await device.open();
  server.weather = "answer-lost";
  manuscript.edit({ body: "One" });
  await device.clock.advance(2_000);
  server.weather = "fine";
  manuscript.edit({ body: "One two" });
  await device.clock.advance(10_000);
  expect(manuscript.snapshot().conflict).toBeNull();
  expect(server.current.texts.body).toBe("One two");
});

test("nor is a save that the page did not live to hear of", async () => {
  const manuscript = await device.open();
  server.weather = "answer-lost";
  manuscript.edit({ body: "One" });
  await device.clock.advance(2_000);
  manuscript.edit({ body: "One two" });
  await device.clock.advance(300);
  device.kill();
  server.weather = "fine";
  const again = await device.open();
  expect(again.snapshot()).toMatchObject({ conflict: null, texts: { body: "One two" } });
});

test("a clean editor follows another tab, a changed one asks", async () => {
  const manuscript = await device.open();
  server.write({ body: "From the other tab" });
  manuscript.arrive(server.current);
  expect(manuscript.snapshot()).toMatchObject({ conflict: null, texts: { body: "From the other tab" } });
  manuscript.edit({ body: "Mine" });
  server.write({ body: "Theirs" });
  manuscript.arrive(server.current);
  expect(manuscript.snapshot().conflict).toMatchObject({ fields: ["body"] });
});

test("whatever is not kept of a conflict can be brought back", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "Mine" });
  server.write({ body: "Theirs" });
  await device.clock.advance(2_000);
  const { conflict } = manuscript.snapshot();
  if (!conflict) throw new Error("No conflict");
  manuscript.edit({ body: "Half mine, half theirs" });
  await manuscript.resolve(conflict.theirs);
  const kept = manuscript.snapshot().asides.map((item) => item.texts.body);
  expect(kept.toSorted()).toEqual(["Half mine, half theirs", "Mine"]);
  const mine = manuscript.snapshot().asides.find((item) => item.texts.body === "Mine");
  await manuscript.bringBack(mine?.id ?? "");
  await device.clock.advance(3_000);
  expect(server.current.texts.body).toBe("Mine");
  expect(manuscript.snapshot().asides.map((item) => item.texts.body)).toContain("Theirs");
});

test("my other changes survive a conflict about one field", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "Mine", blurb: "My blurb" });
  server.write({ body: "Theirs", genre: "mystery" });
  await device.clock.advance(2_000);
  const { conflict } = manuscript.snapshot();
  if (!conflict) throw new Error("No conflict");
  await manuscript.resolve(conflict.mine);
  await device.clock.advance(3_000);
  expect(server.current.texts).toEqual({ ...firstTexts, body: "Mine", blurb: "My blurb", genre: "mystery" });
});

test("an unresolved conflict is a conflict again after a crash", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "Mine" });
  server.write({ body: "Theirs" });
  await device.clock.advance(3_000);
  device.kill();
  const again = await device.open();
  expect(again.snapshot().conflict).toMatchObject({ mine: { body: "Mine" }, theirs: { body: "Theirs" } });
});

test("a discarded restoration comes back by undo", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "Unsaved" });
  manuscript.leaving();
  device.kill();
  const again = await device.open();
  const undo = await again.discardRestored();
  expect(again.snapshot().texts.body).toBe(firstTexts.body);
  await undo();
  expect(again.snapshot()).toMatchObject({ texts: { body: "Unsaved" }, asides: [] });
});

test("it can be discarded even after it was saved", async () => {
  const manuscript = await device.open();
  manuscript.edit({ body: "Unsaved" });
  manuscript.leaving();
  device.kill();
  const again = await device.open();
  await device.clock.advance(5_000);
  expect(server.current.texts.body).toBe("Unsaved");
  expect(again.snapshot().restored).toBe(true);
  await again.discardRestored();
  await device.clock.advance(5_000);
  expect(server.current.texts.body).toBe(firstTexts.body);
});

test("another member on this device sees nothing of it", async () => {
  const manuscript = await device.open("ana");
  manuscript.edit({ body: "Ana's" });
  manuscript.leaving();
  device.kill();
  const other = await device.open("ben");
  expect(other.snapshot()).toMatchObject({ restored: false, texts: firstTexts, asides: [] });
  expect(keysOf("text/ana/").length + device.disk.mirrors.size).toBeGreaterThan(0);
});

test("a device without room says so", async () => {
  const manuscript = await device.open();
  device.disk.full = true;
  server.weather = "unreachable";
  manuscript.edit({ body: "New" });
  await device.clock.advance(3_000);
  expect(manuscript.snapshot()).toMatchObject({ device: "failed", atRisk: true });
  expect(statusText(manuscript.snapshot(), true, String).text).toBe("Not saved yet: this device cannot keep a copy");
  device.disk.full = false;
  server.weather = "fine";
  await device.clock.advance(60_000);
  expect(manuscript.snapshot()).toMatchObject({ device: "empty", atRisk: false });
});

test("signed out, it keeps writing to the device, and sends when the author is back", async () => {
  const manuscript = await device.open();
  server.weather = "signed-out";
  manuscript.edit({ body: "New" });
  await device.clock.advance(60_000);
  expect(statusText(manuscript.snapshot(), true, String).text).toBe("Signed out, saved on this device");
  server.weather = "fine";
  manuscript.signedIn();
  await device.clock.advance(0);
  expect(server.current.texts.body).toBe("New");
  expect(manuscript.snapshot().trouble).toBeNull();
});

test("several texts left behind: the newest is gone on with, the others are set aside", async () => {
  const first = await device.open();
  const second = await device.open();
  first.edit({ body: "Older" });
  await device.clock.advance(400);
  second.edit({ body: "Newer" });
  await device.clock.advance(400);
  device.kill();
  const again = await device.open();
  expect(again.snapshot()).toMatchObject({ texts: { body: "Newer" } });
  expect(again.snapshot().asides.map((item) => item.texts.body)).toEqual(["Older"]);
  expect(keysOf("text/")).toHaveLength(1);
});
