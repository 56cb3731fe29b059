import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Access } from "@/live/access";
import { Frame } from "@/live/frame";
import type { Hub } from "@/live/hub";
import type { Listener } from "@/live/topic";
import type { Viewer } from "@/live/viewer";

let access: Access;
let listener: Listener;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers();
  access = new Access(pino({ level: "silent" }));
  const hub: Pick<Hub, "attach"> = {
    async attach(_, given) {
      listener = given;
      return () => {};
    },
  };
  await access.start(hub as Hub);
});
afterEach(() => {
  access.stop();
  vi.useRealTimers();
});

const change = (data: object) => listener.deliver(new Frame("e", ++seq, seq - 1, "access.changed", null, data, 0));

const viewer = (given: Partial<Viewer> = {}): Viewer => ({
  memberId: "ana",
  role: "member",
  follows: new Set(),
  followedTags: new Set(),
  blocked: new Set(),
  blockedBy: new Set(),
  muted: new Set(),
  limits: { ratings: new Set(), avoidedWarnings: new Set() },
  unwanted: { tags: new Set(), stories: new Set() },
  collaborations: new Map(),
  sessionId: "s1",
  sessionExpiresAt: Date.now() + 60_000,
  ...given,
});

test("a session is interrupted when it runs out, and not before", () => {
  const interrupt = vi.fn();
  access.watch(viewer({ sessionExpiresAt: Date.now() + 10_000 }), interrupt);
  vi.advanceTimersByTime(9_000);
  expect(interrupt).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(interrupt).toHaveBeenCalled();
});

test("a session that is given another end is interrupted then, also where it was loaded before and watched after", () => {
  const interrupt = vi.fn();
  const [open, loaded] = [viewer(), viewer()];
  access.watch(open, interrupt);
  change({ type: "session-ends", sessionId: "s1", at: Date.now() + 10_000 });
  access.watch(loaded, interrupt);
  vi.advanceTimersByTime(9_000);
  expect(interrupt).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(interrupt).toHaveBeenCalledTimes(4); // by each of two sweeps
});

test("a guest never runs out", () => {
  const interrupt = vi.fn();
  access.watch(viewer({ memberId: null, sessionId: null, sessionExpiresAt: null }), interrupt);
  vi.advanceTimersByTime(3_600_000);
  expect(interrupt).not.toHaveBeenCalled();
});

test("what changed between loading a viewer and watching it is applied", () => {
  const loaded = viewer();
  change({ type: "follow-changed", memberId: "ana", authorId: "ben", following: true });
  change({ type: "follow-changed", memberId: "eve", authorId: "cleo", following: true });
  access.watch(loaded, () => {});
  expect([...loaded.follows]).toEqual(["ben"]);

  change({ type: "boundary-changed", memberId: "ana", otherId: "dan", kind: "block", set: true });
  change({ type: "boundary-changed", memberId: "eve", otherId: "ana", kind: "block", set: true });
  change({ type: "boundary-changed", memberId: "fay", otherId: "ana", kind: "mute", set: true });
  change({ type: "boundary-changed", memberId: "ana", otherId: "gil", kind: "mute", set: true });
  change({ type: "boundary-changed", memberId: "ana", otherId: "gil", kind: "mute", set: false });
  expect([...loaded.blocked, "/", ...loaded.blockedBy, "/", ...loaded.muted]).toEqual(["dan", "/", "eve", "/"]);

  const late = viewer({ sessionId: "s2" });
  change({ type: "session-ended", sessionId: "s2" });
  const interrupt = vi.fn();
  access.watch(late, interrupt);
  expect(interrupt).toHaveBeenCalledOnce();
});

test("nobody is interrupted after they have gone", () => {
  const interrupt = vi.fn();
  access.watch(viewer(), interrupt)();
  change({ type: "session-ended", sessionId: "s1" });
  change({ type: "member-changed", memberId: "ana", banned: true, role: "member" });
  expect(interrupt).not.toHaveBeenCalled();
});

test("who is back after a ban, or has a new role, is left alone", () => {
  change({ type: "member-changed", memberId: "ana", banned: true, role: "member" });
  change({ type: "member-changed", memberId: "ana", banned: false, role: "member" });
  const interrupt = vi.fn();
  access.watch(viewer(), interrupt);
  expect(interrupt).not.toHaveBeenCalled();
  change({ type: "member-changed", memberId: "ana", banned: false, role: "admin" });
  expect(interrupt).toHaveBeenCalledOnce();
  const promoted = vi.fn();
  access.watch(viewer({ role: "admin" }), promoted);
  expect(promoted).not.toHaveBeenCalled();
});
