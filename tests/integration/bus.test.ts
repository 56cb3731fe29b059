import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Bus } from "@/live/bus";
import { createMemoryBus } from "@/live/memory-bus";
import { createRedisBus } from "@/live/redis-bus";
import { eventually } from "../support/eventually";
import { startRedis, type TestRedis } from "../support/redis";
import { startRedisCluster, type TestCluster } from "../support/redis-cluster";

let redis: TestRedis;
let cluster: TestCluster;

beforeAll(async () => {
  [redis, cluster] = await Promise.all([startRedis(), startRedisCluster()]);
});
afterAll(async () => {
  await redis[Symbol.asyncDispose]();
  await cluster[Symbol.asyncDispose]();
});

const errors: unknown[] = [];

/** The contract of `Bus`, kept by each of its implementations. */
describe.each<[string, () => Bus]>([
  ["memory", () => createMemoryBus((error) => errors.push(error))],
  ["redis", () => createRedisBus({ url: redis.url, onError: (error) => errors.push(error) })],
  ["redis cluster", () => createRedisBus({ url: cluster.url, onError: (error) => errors.push(error) })],
])("the %s bus", (_, create) => {
  let bus: Bus;

  beforeAll(async () => {
    bus = create();
    await eventually("the bus is up", () => bus.up);
  });
  afterAll(() => bus.close());

  test("brings each message to every subscriber of its channel, in order", async () => {
    const first: string[] = [];
    const second: string[] = [];
    const other: string[] = [];
    await bus.subscribe("story:order", (message) => first.push(message));
    await bus.subscribe("story:order", (message) => second.push(message));
    await bus.subscribe("story:other", (message) => other.push(message));
    const sent = Array.from({ length: 200 }, (_, index) => `${index}`);
    await Promise.all(sent.map((message) => bus.publish("story:order", message)));
    await eventually("all arrive", () => second.length === sent.length);
    expect(first).toEqual(sent);
    expect(second).toEqual(sent);
    expect(other).toEqual([]);
  });

  test("delivers what is published as soon as the subscription is confirmed", async () => {
    for (let round = 0; round < 50; round++) {
      const seen: string[] = [];
      const unsubscribe = await bus.subscribe("story:confirmed", (message) => seen.push(message));
      await bus.publish("story:confirmed", "ring");
      await eventually(`round ${round}`, () => seen.length === 1);
      unsubscribe();
    }
  });

  test("a channel that is asked for before the bus is up is heard once it is", async () => {
    const early = create();
    const seen: string[] = [];
    await early.subscribe("story:early", (message) => seen.push(message));
    await eventually("the bus is up", () => early.up);
    await eventually("it is heard", async () => {
      await early.publish("story:early", "ring");
      return seen.length > 0;
    });
    await early.close();
  });

  test("two subscriptions begun at once are both confirmed", async () => {
    const seen: string[] = [];
    await Promise.all([
      bus.subscribe("story:at-once", (message) => seen.push(`a${message}`)),
      bus
        .subscribe("story:at-once", (message) => seen.push(`b${message}`))
        .then(() => bus.publish("story:at-once", "1")),
    ]);
    await eventually("both", () => seen.length === 2);
    expect(seen.toSorted()).toEqual(["a1", "b1"]);
  });

  test("a subscriber that throws harms no other", async () => {
    const seen: string[] = [];
    await bus.subscribe("story:throws", () => {
      throw new Error("this one always fails");
    });
    await bus.subscribe("story:throws", (message) => seen.push(message));
    await bus.publish("story:throws", "one");
    await eventually("the other receives", () => seen.length === 1);
    expect(errors.some((error) => String(error).includes("always fails"))).toBe(true);
  });

  test("brings nothing after the subscription has ended", async () => {
    const ended: string[] = [];
    const going: string[] = [];
    const unsubscribe = await bus.subscribe("story:ended", (message) => ended.push(message));
    await bus.subscribe("story:ended", (message) => going.push(message));
    unsubscribe();
    unsubscribe();
    await bus.publish("story:ended", "late");
    await eventually("the other receives", () => going.length === 1);
    expect(ended).toEqual([]);
  });
});

test("Redis counts processes that listen, not listeners", async () => {
  await using _ = {
    [Symbol.asyncDispose]: async () => Promise.all([one.close(), two.close(), admin.quit()]).then(() => {}),
  };
  const one = createRedisBus({ url: redis.url, onError() {} });
  const two = createRedisBus({ url: redis.url, onError() {} });
  const admin = new Redis(redis.url);
  await eventually("both are up", () => one.up && two.up);
  const count = async () => Number((await admin.pubsub("NUMSUB", "story:counted"))[1]);
  const ends = [await one.subscribe("story:counted", () => {}), await one.subscribe("story:counted", () => {})];
  expect(await count()).toBe(1);
  ends.push(await two.subscribe("story:counted", () => {}));
  expect(await count()).toBe(2);
  for (const end of ends) end();
  await eventually("nobody listens", async () => (await count()) === 0);
});

test("says when Redis is gone and when it is back, and is subscribed again", async () => {
  await using own = await startRedis();
  const bus = createRedisBus({ url: own.url, onError() {} });
  const changes: boolean[] = [];
  bus.onChange((up) => changes.push(up));
  const seen: string[] = [];
  await eventually("up", () => bus.up);
  await bus.subscribe("story:back", (message) => seen.push(message));
  await own.stop();
  await eventually("down", () => !bus.up);
  await expect(bus.publish("story:back", "lost")).rejects.toThrow();
  await own.start();
  await eventually("up again", () => bus.up);
  await eventually("subscribed again", async () => {
    await bus.publish("story:back", "again");
    return seen.includes("again");
  });
  expect(changes).toEqual([true, false, true]);
  await bus.close();
});

test("processes on a cluster hear each other, each through the node of the channel alone", async () => {
  const one = createRedisBus({ url: cluster.url, onError() {} });
  const two = createRedisBus({ url: cluster.url, onError() {} });
  await eventually("both are up", () => one.up && two.up);
  const count = async () => {
    const counts = await Promise.all(
      cluster.nodes.map((node) => node.call("PUBSUB", "SHARDNUMSUB", "story:published")),
    );
    return counts.map((pair) => Number((pair as [string, number])[1])).toSorted();
  };
  const heard: string[] = [];
  const ends = [await one.subscribe("story:published", (message) => heard.push(message))];
  await two.publish("story:published", "across");
  await eventually("it arrives", () => heard.length === 1);
  ends.push(await two.subscribe("story:published", () => {}));
  expect(await count()).toEqual([0, 0, 2]);
  for (const end of ends) end();
  await eventually("nobody listens", async () => (await count()).every((listeners) => listeners === 0));
  await Promise.all([one.close(), two.close()]);
});
