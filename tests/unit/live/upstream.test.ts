import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveClient } from "@/live/browser/live-client";
import type { LiveState } from "@/live/browser/status";
import { ConnectionLost, mostOps } from "@/live/browser/wire";
import { Random } from "../../support/random";
import { cursor, FakeServer } from "./fake-server";

/** One tab without others, on a network of the test's making. */
class Tab {
  readonly states: LiveState[] = [];
  readonly server = new FakeServer();
  refreshed = 0;
  readonly client = new LiveClient({
    url: "/api/live",
    tabs: null,
    send: this.server.send,
    refreshSession: async () => this.refreshed++,
    onState: (state) => this.states.at(-1) !== state && this.states.push(state),
  });

  get state() {
    return this.states.at(-1);
  }

  follow(path: string, lastEventId: string | null = cursor(0)) {
    const heard = { events: [] as unknown[], refused: [] as unknown[], interruptions: [] as string[], ended: false };
    const leave = this.client.subscribe(path, lastEventId === null ? {} : { lastEventId }, {
      onStarted() {},
      onEvent: (_, data) => heard.events.push(data),
      onInterrupted: (reason) => heard.interruptions.push(reason),
      onRefused: (error) => heard.refused.push(error),
      onEnded: () => {
        heard.ended = true;
      },
    });
    return Object.assign(heard, { leave });
  }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const refusal = (status: number) => new ConnectionLost(`The server answered ${status}.`, { status });

async function liveTab() {
  const tab = new Tab();
  const story = tab.follow("story");
  await pass(100);
  tab.server.last.start();
  expect(tab.state).toBe("live");
  return { tab, story, server: tab.server };
}

describe("a set that changes", () => {
  test("is asked for by a second connection; nothing is lost and nothing comes twice while both are open", async () => {
    const { tab, story, server } = await liveTab();
    const first = server.last;
    first.event(1);
    const poll = tab.follow("poll");
    await pass(100);
    const second = server.last;
    expect(second).not.toBe(first);
    expect(second.request.ops.map(({ input }) => input)).toEqual([
      { lastEventId: cursor(1) },
      { lastEventId: cursor(0) },
    ]);
    first.event(2);
    second.start();
    expect(first.open).toBe(false);
    second.event(2);
    second.event(3);
    second.event(9, "poll", second.request.ops[1]?.id);
    expect(story.events).toEqual([1, 2, 3]);
    expect(poll.events).toEqual(["poll"]);
  });

  test("twenty times in two seconds never has more than two connections, and leaves one", async () => {
    const { tab, server } = await liveTab();
    server.answer = (call) => void setTimeout(() => call.start(), 40);
    for (let route = 0; route < 20; route++) {
      const { leave } = tab.follow(`route-${route}`);
      await pass(100);
      leave();
    }
    const final = tab.follow("final");
    await pass(12_000);
    expect(server.most).toBe(2);
    expect(server.open).toHaveLength(1);
    expect(server.last.request.ops.map(({ path }) => path)).toEqual(["story", "final"]);
    server.last.event(5, "here", server.last.request.ops[1]?.id);
    expect(final.events).toEqual(["here"]);
    // A server that admits ten streams in ten seconds has nothing to refuse.
    expect(server.calls.length).toBeLessThanOrEqual(10);
  });

  test("of which nothing is left closes the connection", async () => {
    const { story, server, tab } = await liveTab();
    story.leave();
    await pass(6_000);
    expect(server.open).toEqual([]);
    expect(tab.state).toBe("idle");
  });

  test("takes an equal subscription along without asking, if it lacks nothing", async () => {
    const { tab, server } = await liveTab();
    server.last.event(4);
    const same = tab.follow("story", cursor(7));
    await pass(1_000);
    expect(server.calls).toHaveLength(1);
    server.last.event(6);
    server.last.event(8);
    expect(same.events).toEqual([8]);
  });

  test("of more than a connection carries is served as far as it goes; the rest waits until something is left", async () => {
    const tab = new Tab();
    const { server } = tab;
    server.answer = (call) => (call.request.ops.length > mostOps ? call.fail(refusal(400)) : call.start());
    const all = Array.from({ length: mostOps + 2 }, (_, index) => tab.follow(`subscription-${index}`));
    await pass(1_000);
    expect(tab.state).toBe("live");
    expect(server.last.request.ops).toHaveLength(mostOps);
    const [first, second, last] = [all[0], all[1], all.at(-1)];
    expect([first?.interruptions, last?.interruptions]).toEqual([[], [expect.stringContaining("more than")]]);
    first?.leave();
    second?.leave();
    await pass(6_000);
    const op = server.last.request.ops.find(({ path }) => path === `subscription-${mostOps + 1}`);
    server.last.event(1, "its turn", op?.id);
    expect(last?.events).toEqual(["its turn"]);
    expect(server.open).toHaveLength(1);
  });

  test("goes back for an equal subscription that lacks something, and tells nobody anything twice", async () => {
    const { tab, story, server } = await liveTab();
    server.last.event(4);
    const older = tab.follow("story", "log.2");
    const oldest = tab.follow("story", cursor(0));
    server.last.event(5);
    await pass(1_000);
    expect(server.last.request.ops).toMatchObject([{ input: { lastEventId: cursor(0) } }]);
    server.last.start();
    for (const seq of [1, 3, 4, 5]) server.last.event(seq);
    expect(story.events).toEqual([4, 5]);
    expect(older.events).toEqual([3, 4, 5]);
    expect(oldest.events).toEqual([1, 3, 4, 5]);
  });

  test("goes back for it also where the answer under way was asked for before, by streams and by polls", async () => {
    const tab = new Tab();
    const { server } = tab;
    const newer = tab.follow("story", "log.110");
    await pass(100);
    const older = tab.follow("story", "log.103");
    await pass(1);
    server.last.start();
    await pass(1_000);
    expect(server.last.request.ops).toMatchObject([{ input: { lastEventId: "log.103" } }]);
    server.last.start();
    for (const seq of [104, 110, 111]) server.last.event(seq);
    expect(older.events).toEqual([104, 110, 111]);
    expect(newer.events).toEqual([111]);

    server.last.end();
    await pass(20_000); // no stream comes through
    expect(server.last.request.poll).toBeDefined();
    const oldest = tab.follow("story", "log.90");
    await pass(1);
    const openPoll = () => server.open.find(({ request }) => request.poll);
    openPoll()?.start();
    openPoll()?.end(1_500);
    await pass(2_000);
    const poll = openPoll();
    expect(poll?.request.ops).toMatchObject([{ input: { lastEventId: "log.90" } }]);
    poll?.start();
    poll?.event(91);
    expect(oldest.events).toEqual([91]);
    expect(older.events).toEqual([104, 110, 111]);
  });
});

describe("one subscription among others", () => {
  const failure = (httpStatus: number) => ({
    code: -32603 as const,
    message: `failed ${httpStatus}`,
    data: { httpStatus },
  });

  test.each([401, 403, 404, 400])("is refused with %i for good, and harms no other", async (status) => {
    const { tab, story, server } = await liveTab();
    const wrong = tab.follow("wrong");
    await pass(100);
    const [first, second] = server.last.request.ops;
    server.last.say({ type: "connected", reconnectAfterInactivityMs: 25_000 });
    server.last.say({ type: "started", op: first?.id ?? 0, cursor: cursor(0) });
    server.last.say({ type: "failed", op: second?.id ?? 0, error: failure(status) });
    expect(wrong.refused).toEqual([failure(status)]);
    expect(tab.state).toBe("live");
    server.last.event(1);
    expect(story.events).toEqual([1]);
    await pass(60_000);
    expect(server.calls.filter(({ request }) => request.ops.some(({ path }) => path === "wrong"))).toHaveLength(1);
  });

  test("that fails for the moment is asked for again", async () => {
    const { tab, server } = await liveTab();
    const shaky = tab.follow("shaky");
    await pass(100);
    const [first, second] = server.last.request.ops;
    server.last.say({ type: "connected", reconnectAfterInactivityMs: 25_000 });
    server.last.say({ type: "started", op: first?.id ?? 0, cursor: cursor(0) });
    server.last.say({ type: "failed", op: second?.id ?? 0, error: failure(503) });
    await pass(1_000);
    server.last.start();
    expect(shaky.interruptions).toEqual(["failed 503"]);
    server.last.event(1, "back", second?.id);
    expect(shaky.events).toEqual(["back"]);
  });

  test("ends when the server says so", async () => {
    const { tab, story, server } = await liveTab();
    server.last.say({ type: "ended", op: server.last.request.ops[0]?.id ?? 0 });
    expect(story.ended).toBe(true);
    await pass(60_000);
    expect(server.calls).toHaveLength(1);
    expect(tab.state).not.toBe("reconnecting");
  });
});

describe("a connection that is refused", () => {
  test("with 401 has the session refreshed once; a second time ends it, until somebody signs in", async () => {
    const { tab, server } = await liveTab();
    server.last.fail(refusal(401));
    await pass(100);
    expect(tab.refreshed).toBe(1);
    server.last.start();
    expect(tab.state).toBe("live");
    server.last.fail(refusal(401));
    await pass(100);
    server.last.fail(refusal(401));
    await pass(120_000);
    expect(tab.refreshed).toBe(2);
    expect(tab.state).toBe("ended");
    expect(server.open).toEqual([]);
    const { announceSignInChange } = await import("@/live/browser/sign-in-change");
    announceSignInChange();
    await pass(100);
    server.last.start();
    expect(tab.state).toBe("live");
  });

  test.each([204, 400, 403, 404, 410, 413])("with %i is not asked for again", async (status) => {
    const { tab, server } = await liveTab();
    server.last.fail(refusal(status));
    await pass(10 * 60_000);
    expect(server.calls).toHaveLength(1);
    expect(tab.state).toBe("ended");
  });

  test("waits as long as the server asks, by Retry-After and by retry", async () => {
    const { server } = await liveTab();
    server.last.fail(new ConnectionLost("busy", { status: 429, retryAfterMs: 9_000 }));
    await pass(8_900);
    expect(server.calls).toHaveLength(1);
    await pass(200);
    expect(server.calls).toHaveLength(2);
    server.last.start();
    server.last.end(4_000);
    await pass(3_900);
    expect(server.calls).toHaveLength(2);
    await pass(200);
    expect(server.calls).toHaveLength(3);
  });
});

describe("where streams are held back", () => {
  test("polls bring what they would, and a stream that gets through ends them", async () => {
    const { tab, story, server } = await liveTab();
    server.last.end();
    let streams = false;
    let seq = 0;
    server.answer = (call) => {
      if (!call.request.poll) return streams ? call.start() : undefined;
      call.start();
      call.event(++seq);
      call.end(2_000);
    };
    await pass(60_000);
    expect(tab.states).toEqual(["idle", "live", "reconnecting", "polling"]);
    expect(story.events).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
    expect(seq).toBeGreaterThan(20);
    expect(server.last.request.ops[0]?.input).toEqual({
      lastEventId: cursor(seq - (server.last.request.poll ? 1 : 0)),
    });
    expect(server.most).toBeLessThanOrEqual(2);

    streams = true;
    await pass(120_000);
    expect(tab.state).toBe("live");
    const polled = server.calls.length;
    server.open[0]?.event(seq + 1, "streamed");
    expect(story.events.at(-1)).toBe("streamed");
    await pass(10_000);
    expect(server.calls).toHaveLength(polled);
  });

  test("streams are tried ever more rarely", async () => {
    const { server } = await liveTab();
    server.last.end();
    server.answer = (call) => {
      if (!call.request.poll) return;
      call.start();
      call.end(5_000);
    };
    await pass(10 * 60_000);
    const tries = server.calls.filter(({ request }) => !request.poll);
    expect(tries.length).toBeGreaterThan(3);
    expect(tries.length).toBeLessThan(16);
  });

  test("a connection that goes silent after it was live is one as well", async () => {
    const { tab, server } = await liveTab();
    server.pings = false;
    server.answer = (call) => {
      if (!call.request.poll) return;
      call.start();
      call.end(2_000);
    };
    await pass(26_000);
    expect(tab.states.slice(-2)).toEqual(["reconnecting", "polling"]);
  });

  test("a server that is gone altogether is not polled more often than it is asked otherwise", async () => {
    const { tab, server } = await liveTab();
    const before = server.calls.length;
    server.answer = () => {}; // nothing ever comes
    server.last.end();
    await pass(60_000);
    expect(server.calls.length - before).toBeLessThanOrEqual(12);
    expect(tab.state).toBe("reconnecting");
  });
});

describe("an outage", () => {
  const kinds = [
    () => new ConnectionLost("408", { status: 408 }),
    () => new ConnectionLost("429", { status: 429, retryAfterMs: 3_000 }),
    () => new ConnectionLost("502", { status: 502 }),
    () => new ConnectionLost("503", { status: 503 }),
    () => new ConnectionLost("504", { status: 504 }),
    () => new TypeError("Failed to fetch"), // refused, reset
    "end",
    "silence",
  ] as const;

  test("of any kind and length is survived, a thousand times, with at most twelve attempts in its first minute", async () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const chance = new Random(seed);
      const random = () => chance.next();
      vi.spyOn(Math, "random").mockImplementation(random);
      const { tab, story, server } = await liveTab();
      const began = Date.now();
      const lastsMs = random() * 120_000;
      const attempts: number[] = [];
      let seq = 0;
      server.answer = (call) => {
        const since = Date.now() - began;
        if (since >= lastsMs) {
          call.start();
          call.event(++seq);
          if (call.request.poll) call.end(2_000);
          return;
        }
        attempts.push(since);
        const kind = kinds[Math.floor(random() * kinds.length)];
        if (kind === "silence") return;
        if (random() < 0.3) call.say({ type: "connected", reconnectAfterInactivityMs: 25_000 });
        if (kind === "end") call.end(random() * 2_000);
        else call.fail(kind?.());
      };
      server.last.fail(new TypeError("reset"));
      await pass(lastsMs + 120_000);
      const about = `seed ${seed}`;
      expect(tab.state, about).toBe("live");
      expect(story.events, about).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
      expect(seq, about).toBeGreaterThan(0);
      expect(attempts.filter((at) => at < 60_000).length, about).toBeLessThanOrEqual(12);
      vi.restoreAllMocks();
      vi.clearAllTimers();
    }
  }, 60_000);

  test("that outlasts all patience is tried at least twice a minute, for as long as it lasts", async () => {
    const { tab, server } = await liveTab();
    server.answer = (call) => call.fail(new TypeError("refused"));
    server.last.fail(new TypeError("reset"));
    await pass(60 * 60_000);
    expect(server.calls.length).toBeGreaterThan(120);
    server.answer = (call) => call.start();
    await pass(31_000);
    expect(tab.state).toBe("live");
  });
});
