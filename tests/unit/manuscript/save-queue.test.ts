import { expect, test } from "vitest";
import { type Attempt, SaveQueue } from "@/modules/story/ui/manuscript/save-queue";
import { TestClock } from "./world";

function queueOf(...results: Attempt[]) {
  const clock = new TestClock();
  const attempts: number[] = [];
  let running = 0;
  const queue = new SaveQueue({
    clock,
    random: () => 1,
    onPhase: () => {},
    async attempt() {
      expect(++running).toBe(1);
      attempts.push(clock.now());
      await Promise.resolve();
      running--;
      return results.shift() ?? "done";
    },
  });
  return { queue, clock, attempts };
}

test("saves two seconds after the last change", async () => {
  const { queue, clock, attempts } = queueOf();
  queue.touch();
  await clock.advance(1_500);
  queue.touch();
  await clock.advance(1_999);
  expect(attempts).toHaveLength(0);
  await clock.advance(1);
  expect(attempts).toHaveLength(1);
  expect(queue.phase).toBe("idle");
});

test("saves every 30 seconds of writing without a pause", async () => {
  const { queue, clock, attempts } = queueOf();
  const start = clock.now();
  for (let at = 0; at < 65_000; at += 500) {
    queue.touch();
    await clock.advance(500);
  }
  expect(attempts.map((at) => Math.round((at - start) / 1_000))).toEqual([30, 60]);
});

test("a failed attempt is repeated, ever more slowly, up to a minute", async () => {
  const { queue, clock, attempts } = queueOf(...Array<Attempt>(9).fill("later"));
  queue.touch();
  await clock.advance(400_000);
  const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  expect(queue.phase).toBe("idle");
});

test("coming online does not wait for the backoff", async () => {
  const { queue, clock, attempts } = queueOf("later", "later", "later", "done");
  queue.touch();
  await clock.advance(8_000);
  const before = attempts.length;
  queue.wake();
  await clock.advance(0);
  expect(attempts).toHaveLength(before + 1);
});

test("blocked, it remembers changes and sends nothing until it is resumed", async () => {
  const { queue, clock, attempts } = queueOf("blocked");
  queue.touch();
  await clock.advance(2_000);
  queue.touch();
  queue.wake();
  await clock.advance(600_000);
  expect(attempts).toHaveLength(1);
  expect(await queue.flush()).toBe(false);
  queue.resume();
  await clock.advance(0);
  expect(attempts).toHaveLength(2);
  expect(queue.phase).toBe("idle");
});

test("a flush sends what was typed while another attempt was under way", async () => {
  const { queue, attempts } = queueOf();
  queue.touch();
  const first = queue.flush();
  queue.touch();
  expect(await queue.flush()).toBe(true);
  await first;
  expect(attempts).toHaveLength(2);
});

test("stopped, it begins nothing", async () => {
  const { queue, clock, attempts } = queueOf();
  queue.touch();
  queue.stop();
  await clock.advance(60_000);
  expect(attempts).toHaveLength(0);
});
