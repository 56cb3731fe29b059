import fc from "fast-check";
import { expect, test } from "vitest";
import { beginStage, endStages, etaOf, percentageOf, plannedStages } from "@/jobs/progress";
import type { JobStage } from "@/modules/job/schema";

const stages: fc.Arbitrary<JobStage[]> = fc
  .array(fc.double({ min: 0.01, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map((expectedSeconds, n) => ({ id: `s${n}`, label: "", expectedSeconds, startedAt: null, endedAt: null })),
  );

/** Whatever a job may report, sensible or not. */
const fraction = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double(), fc.constantFrom(-1, 2, Number.NaN));

test("a percentage is whole, from 0 to 99, and grows with what is done", () => {
  fc.assert(
    fc.property(stages, fraction, (all, part) => {
      let before = 0;
      for (const { id } of all) {
        for (const at of [0, part, 1]) {
          const percentage = percentageOf(all, id, at);
          expect(Number.isInteger(percentage)).toBe(true);
          expect(percentage).toBeGreaterThanOrEqual(0);
          expect(percentage).toBeLessThanOrEqual(99);
        }
        const begun = percentageOf(all, id, 0);
        expect(begun).toBeGreaterThanOrEqual(before);
        before = percentageOf(all, id, 1);
      }
    }),
  );
});

test("the last stage has only begun when it starts, and the running one counts in what is left", () => {
  const all = plannedStages(
    [
      { id: "one", label: "", seconds: 10 },
      { id: "two", label: "", seconds: 30 },
    ],
    new Map(),
  );
  expect([percentageOf(all, null, 0), percentageOf(all, "two", 0), percentageOf(all, "two", 1)]).toEqual([0, 25, 99]);
  const begun = beginStage(all, "two", "2026-01-01T00:00:00.000Z");
  expect(etaOf(begun, "two", 0, new Date("2026-01-01T00:00:10.000Z"))).toBe(20);
  // Its own pace, once it has shown one, counts more than experience.
  expect(etaOf(begun, "two", 0.5, new Date("2026-01-01T00:00:40.000Z"))).toBe(40);
});

test("what is left is never negative, and nothing is said before the first stage", () => {
  fc.assert(
    fc.property(stages, fc.nat(7), fraction, fc.nat(10_000), (all, index, part, elapsed) => {
      const { id } = all[index % all.length] ?? { id: "" };
      const begun = beginStage(all, id, new Date(0).toISOString());
      expect(etaOf(begun, id, part, new Date(elapsed * 1_000))).toBeGreaterThanOrEqual(0);
      expect(etaOf(all, null, part, new Date(elapsed * 1_000))).toBeNull();
    }),
  );
});

test("one stage is at work at a time, and none once it has ended; experience outweighs a first guess", () => {
  fc.assert(
    fc.property(stages, fc.array(fc.nat(7), { maxLength: 10 }), (all, order) => {
      let now = all;
      for (const [tick, index] of order.entries()) {
        now = beginStage(now, all[index % all.length]?.id ?? "", new Date(tick * 1_000).toISOString());
        expect(now.filter(({ startedAt, endedAt }) => startedAt && !endedAt)).toHaveLength(1);
      }
      expect(endStages(now, new Date().toISOString()).filter((stage) => stage.startedAt && !stage.endedAt)).toEqual([]);
    }),
  );
  const [measured] = plannedStages([{ id: "one", label: "", seconds: 10 }], new Map([["one", 0.4]]));
  expect(measured?.expectedSeconds).toBe(0.4);
});
