import fc from "fast-check";
import { expect, test } from "vitest";
import { Backoff, type Chance } from "@/live/browser/backoff";

test("whatever happens, a server meets at most twelve attempts in any minute, and none is put off by more than ten seconds", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("fail" as const), asked: fc.nat({ max: 5_000 }) }),
    fc.record({ do: fc.constant("wake" as const) }),
    fc.record({ do: fc.constant("succeed" as const), after: fc.nat({ max: 20_000 }) }),
  );
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (steps, luck) => {
        let now = 0;
        const backoff = new Backoff({ now: () => now, random: () => luck.next().value ?? 0 });
        const attempts: number[] = [];
        for (const taken of steps) {
          if (taken.do === "succeed") {
            backoff.reset();
            now += taken.after;
            continue;
          }
          if (taken.do === "fail") now += backoff.delay(taken.asked);
          else backoff.reset();
          expect(backoff.wait()).toBeLessThanOrEqual(10_000.001);
          now += backoff.wait();
          backoff.attempted();
          attempts.push(now);
        }
        for (const [index, at] of attempts.entries()) {
          const later = attempts[index + 12];
          if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(59_999.999);
        }
      },
    ),
  );
});

const chance = (random: number): Chance => ({ now: () => 0, random: () => random });

test("delays grow to half a minute, are spread over their whole range, and begin anew after a success", () => {
  const upper = new Backoff(chance(0.999_999));
  expect([0, 1, 2, 3, 4, 5, 6, 7].map(() => Math.round(upper.delay()))).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  upper.reset();
  expect(Math.round(upper.delay())).toBe(500);
  expect(new Backoff(chance(0)).delay()).toBe(0);
});

test("a server that asks for time gets it", () => {
  expect(new Backoff(chance(0)).delay(7_000)).toBe(7_000);
});
