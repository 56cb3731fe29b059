import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveClient } from "@/live/browser/live-client";
import type { TabsEnvironment } from "@/live/browser/tabs";
import { cursor, FakeServer } from "./fake-server";

/** Locks and channels of a browser, as far as tabs use them. A message arrives in a task of its own. */
class FakeBrowser {
  readonly #held = new Map<string, { mode: string; tab: FakeTab; lost(): void }[]>();
  readonly #waiting: { name: string; mode: string; tab: FakeTab; grant(): void }[] = [];
  readonly tabs = new Set<FakeTab>();

  #isFree = (name: string, mode: string) =>
    (this.#held.get(name) ?? []).every((held) => held.mode === "shared" && mode === "shared");

  request(
    tab: FakeTab,
    name: string,
    { mode = "exclusive", steal = false, signal }: LockOptions,
    callback: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const held = { mode, tab, lost: () => reject(new DOMException("stolen", "AbortError")) };
        this.#held.set(name, [...(this.#held.get(name) ?? []), held]);
        // A tab that hangs has the lock, and does nothing with it.
        tab.run(async () => {
          resolve(await callback({ name, mode }));
          this.#release(name, held);
        });
      };
      if (steal) {
        for (const held of this.#held.get(name) ?? []) held.tab.run(() => held.lost());
        this.#held.delete(name);
      }
      if (this.#isFree(name, mode)) return grant();
      const waiting = { name, mode, tab, grant };
      this.#waiting.push(waiting);
      signal?.addEventListener("abort", () => {
        if (!this.#waiting.includes(waiting)) return;
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason);
      });
    });
  }

  #release(name: string, held: object): void {
    this.#held.set(
      name,
      (this.#held.get(name) ?? []).filter((each) => each !== held),
    );
    const next = this.#waiting.find((waiting) => waiting.name === name && this.#isFree(name, waiting.mode));
    if (!next) return;
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    next.grant();
  }

  /** The browser notices that a tab's process is gone. */
  crash(tab: FakeTab): void {
    this.tabs.delete(tab);
    for (const waiting of [...this.#waiting]) {
      if (waiting.tab === tab) this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    }
    for (const [name, all] of [...this.#held]) for (const held of all) if (held.tab === tab) this.#release(name, held);
  }
}

class FakeTab implements TabsEnvironment {
  readonly #channels = new Map<string, BroadcastChannel>();
  #queue: (() => void)[] | null = null;
  gone = false;
  visible = true;

  constructor(private readonly browser: FakeBrowser) {
    browser.tabs.add(this);
  }

  readonly locks = {
    request: (name: string, options: LockOptions, callback: LockGrantedCallback<unknown>) =>
      this.browser.request(this, name, options, callback),
  } as TabsEnvironment["locks"];

  isVisible = () => this.visible && !this.gone && !this.#queue;

  openChannel(name: string): BroadcastChannel {
    const channel = {
      onmessage: null as ((event: { data: unknown }) => void) | null,
      postMessage: (message: unknown) => {
        if (this.gone) return;
        const data = structuredClone(message);
        for (const tab of this.browser.tabs) {
          if (tab !== this) setTimeout(() => tab.run(() => tab.#hear(name, data)), 1);
        }
      },
      close: () => this.#channels.delete(name),
    };
    this.#channels.set(name, channel as never);
    return channel as never;
  }

  #hear(name: string, data: unknown): void {
    const channel = this.#channels.get(name) as { onmessage?: (event: { data: unknown }) => void } | undefined;
    channel?.onmessage?.({ data });
  }

  /** Runs a task of this tab: at once, when it comes back from standing still, or never. */
  run(task: () => void): void {
    if (this.gone) return;
    if (this.#queue) this.#queue.push(task);
    else task();
  }

  standStill(): void {
    this.#queue = [];
  }

  goOn(): void {
    const tasks = this.#queue ?? [];
    this.#queue = null;
    for (const task of tasks) task();
  }

  crash(): void {
    this.gone = true;
    this.#queue = [];
    this.browser.crash(this);
  }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

/** A server that starts whatever is asked, and whose log the test grows. */
class World {
  readonly server = new FakeServer();
  readonly browser = new FakeBrowser();
  seq = 0;
  /** How long the server takes to answer. */
  latencyMs = 0;

  constructor() {
    this.server.answer = async (call) => {
      if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs));
      call.start();
      for (const { id, input } of call.request.ops) {
        const from = Number((input as { lastEventId?: string }).lastEventId?.split(".")[1] ?? 0);
        for (let seq = from + 1; seq <= this.seq; seq++) call.event(seq, seq, id);
      }
    };
  }

  publish(): void {
    this.seq++;
    for (const call of this.server.open) for (const { id } of call.request.ops) call.event(this.seq, this.seq, id);
  }

  open(identity = "somebody", path = "story", from = cursor(this.seq)) {
    const tab = new FakeTab(this.browser);
    const heard: unknown[] = [];
    const states: string[] = [];
    const client = new LiveClient({
      url: "/api/live",
      identity: () => identity,
      tabs: tab,
      send: (...request) => {
        if (tab.gone) return new Promise(() => {});
        const sent = this.server.send(...request);
        const call = this.server.last;
        owners.set(call, tab);
        return sent;
      },
      onState: (state) => states.push(state),
    });
    client.subscribe(
      path,
      { lastEventId: from },
      {
        onStarted() {},
        onEvent: (_, data) => heard.push(data),
        onInterrupted() {},
        onRefused() {},
        onEnded() {},
      },
    );
    return { tab, heard, states, client };
  }

  /** The connections of a crashed tab end with it. */
  lose(tab: FakeTab): void {
    tab.crash();
    for (const call of this.server.open) if (owners.get(call) === tab) call.end();
  }
}
const owners = new Map<object, FakeTab>();

test("equal subscriptions of twelve tabs are one upstream, over one connection", async () => {
  const world = new World();
  const tabs = Array.from({ length: 12 }, () => world.open());
  await pass(1_000);
  expect(world.server.open).toHaveLength(1);
  expect(world.server.last.request.ops).toHaveLength(1);
  world.publish();
  await pass(10);
  for (const { heard, states } of tabs) {
    expect(heard).toEqual([1]);
    expect(states.at(-1)).toBe("live");
  }
});

test.each([
  ["crashes", (world: World, tab: FakeTab) => world.lose(tab), 200],
  ["stands still", (_: World, tab: FakeTab) => tab.standStill(), 2_000],
])("when the leader %s another tab takes over, and nothing is lost or told twice", async (_, how, withinMs) => {
  const world = new World();
  const tabs = [world.open(), world.open("somebody", "poll"), world.open()];
  await pass(1_000);
  world.publish();
  await pass(10);
  const [leader, ...others] = tabs;
  how(world, leader?.tab as FakeTab);
  world.publish();
  await pass(withinMs);
  world.publish();
  await pass(10);
  for (const { heard, states } of others) {
    expect(heard).toEqual([1, 2, 3]);
    expect(states.at(-1)).toBe("live");
  }
  // One that comes back takes nothing away, and lacks nothing.
  leader?.tab.goOn();
  await pass(2_000);
  if (!leader?.tab.gone) expect(leader?.heard).toEqual([1, 2, 3]);
  expect(world.server.open).toHaveLength(1);
});

test("a new leader is believed also where the clock was set back", async () => {
  const world = new World();
  const [leader, , follower] = [world.open(), world.open(), world.open()];
  await pass(1_000);
  follower.tab.visible = false;
  vi.setSystemTime(Date.now() - 3_600_000);
  world.lose(leader.tab);
  await pass(1_000);
  world.publish();
  await pass(10);
  expect(follower.heard).toEqual([1]);
});

test("tabs that only exist in the background do not take the lead from one that is slow", async () => {
  const world = new World();
  const [first, second] = [world.open(), world.open()];
  await pass(1_000);
  second.tab.visible = false;
  first.tab.standStill();
  await pass(60_000);
  expect(world.server.calls).toHaveLength(1);
  second.tab.visible = true;
  world.publish();
  await pass(2_500);
  expect(second.heard).toEqual([1]);
});

test("a follower that goes takes its subscriptions with it", async () => {
  const world = new World();
  world.open();
  const other = world.open("somebody", "poll");
  await pass(1_000);
  expect(world.server.last.request.ops).toHaveLength(2);
  other.tab.crash();
  await pass(10_000);
  expect(world.server.last.request.ops).toMatchObject([{ path: "story" }]);
  expect(world.server.open).toHaveLength(1);
});

test("different sign-ins never share, and say who they are", async () => {
  const world = new World();
  const [member, guest] = [world.open("member"), world.open("guest")];
  await pass(1_000);
  expect(world.server.open.map(({ request }) => request.as).sort()).toEqual(["guest", "member"]);
  for (const call of world.server.open) {
    if (call.request.as === "member") call.event(7, "for the member", call.request.ops[0]?.id);
  }
  await pass(10);
  expect(member.heard).toEqual(["for the member"]);
  expect(guest.heard).toEqual([]);
});

test("a tab that asks for what is older while the answer to another one is under way is opened there next", async () => {
  const world = new World();
  world.seq = 110;
  world.latencyMs = 500;
  const newer = world.open();
  await pass(100);
  expect(world.server.calls).toHaveLength(1);
  const older = world.open("somebody", "story", cursor(103));
  await pass(5_000);
  world.publish();
  await pass(10);
  expect(older.heard).toEqual([104, 105, 106, 107, 108, 109, 110, 111]);
  expect(newer.heard).toEqual([111]);
  expect(world.server.open).toHaveLength(1);
});

test("a tab with a position in another log is told that continuity is lost, and opened", async () => {
  const world = new World();
  world.server.answer = () => {};
  const old = world.open("somebody", "story", "old.110");
  await pass(100);
  const reloaded = world.open("somebody", "story", "new.5");
  await pass(100);
  world.server.last.fail(new TypeError("reset"));
  await pass(1_000);
  expect(world.server.last.request.ops).toMatchObject([{ input: { lastEventId: "new.5" } }]);
  world.server.last.start();
  const op = world.server.last.request.ops[0]?.id ?? 0;
  world.server.last.say({ type: "event", op, cursor: "new.6", data: 6, passing: false });
  await pass(10);
  expect(old.heard).toEqual([{ resync: "cursor_unknown" }, 6]);
  expect(reloaded.heard).toEqual([6]);
});

test("attempts of one tab count for the next, so that a browser never exceeds twelve in a minute", async () => {
  const world = new World();
  world.server.answer = (call) => call.fail(new TypeError("refused"));
  const tabs = [world.open(), world.open(), world.open()];
  for (const { tab } of tabs.slice(0, 2)) {
    await pass(15_000);
    world.lose(tab);
  }
  await pass(30_000);
  expect(world.server.calls.length).toBeLessThanOrEqual(12);
});
