import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeStates, quantileMs, sumSpreads } from "@/modules/admin/figures";
import type { ProcessState } from "@/modules/admin/schema";
import { latencyBounds } from "@/platform/metrics";

/** How many of `seconds` lie within each bound, as a histogram counts them. */
const spreadOf = (seconds: number[]) =>
  [...latencyBounds, Number.POSITIVE_INFINITY].map((bound) => seconds.filter((time) => time <= bound).length);

describe("quantiles", () => {
  test("lie in the bucket in which the true one lies", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 9.9, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.95),
        (seconds, q) => {
          const sorted = seconds.toSorted((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
          const upper = latencyBounds.find((bound) => exact <= bound) ?? Number.POSITIVE_INFINITY;
          const lower = latencyBounds.findLast((bound) => exact > bound) ?? 0;
          const found = (quantileMs(spreadOf(seconds), q) ?? Number.NaN) / 1_000;
          expect(found).toBeGreaterThanOrEqual(lower - 1e-9);
          expect(found).toBeLessThanOrEqual(upper + 1e-9);
        },
      ),
    );
  });

  test("of nothing there is none, and beyond the last bound it is that bound", () => {
    expect(quantileMs(spreadOf([]), 0.5)).toBeNull();
    expect(quantileMs(spreadOf([60, 60]), 0.5)).toBe(10_000);
  });

  test("of two processes are those of all their times together", () => {
    const [a, b] = [
      [0.001, 0.3, 4],
      [0.004, 0.009, 0.02, 0.6],
    ];
    const together = sumSpreads([{ t: spreadOf(a ?? []) }, { t: spreadOf(b ?? []) }]).t ?? [];
    expect(together).toEqual(spreadOf([...(a ?? []), ...(b ?? [])]));
  });
});

test("what processes say adds up", () => {
  const state = (streams: number, failures: number): ProcessState => ({
    streams,
    subscriptions: { "story.onPublished": streams, "job.onMine": 0 },
    deliveries: streams * 10,
    latency: { "story:published": spreadOf([0.01]) },
    procedures: { "story.feed": spreadOf([0.1, 0.2]) },
    calls: 100,
    failures,
    refusals: failures > 0 ? { "story.publish internal_server_error": failures } : {},
    resyncs: 0,
    slowReaders: 0,
    bus: "up",
    memoryBytes: 1,
    loopLagMs: 0,
  });
  expect(
    mergeStates([
      { name: "a:1", state: state(3, 0) },
      { name: "b:2", state: state(4, 2) },
    ]),
  ).toMatchObject({
    streams: 7,
    streamsByProcedure: [{ procedure: "story.onPublished", streams: 7 }],
    streamsByProcess: [
      { process: "a:1", streams: 3 },
      { process: "b:2", streams: 4 },
    ],
    deliveries: 70,
    calls: 200,
    failures: 2,
    latency: [{ topic: "story:published", count: 2 }],
    procedures: [{ procedure: "story.feed", count: 4 }],
    refusals: [{ procedure: "story.publish", outcome: "internal_server_error", count: 2 }],
  });
});
