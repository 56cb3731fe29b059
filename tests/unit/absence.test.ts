import { expect, test } from "vitest";
import { Absence } from "@/modules/story/ui/feed/absence";

/** A page that looks every two seconds while it runs. */
class Page {
  now = 1_000_000;
  readonly absence = new Absence(() => this.now);

  run(milliseconds: number, connected = true): this {
    for (let passed = 0; passed < milliseconds; passed += 2_000) {
      this.now += 2_000;
      this.absence.look(connected);
    }
    return this;
  }

  sleep(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  get missed() {
    return this.absence.explains();
  }
}

const page = () => new Page().run(60_000);

test("what happens while the page is connected was not missed", () => expect(page().missed).toBe(false));

test("after a long interruption it was, and for a few seconds only", () => {
  const back = page().run(30_000, false).run(2_000);
  expect(back.missed).toBe(true);
  expect(back.run(6_000).missed).toBe(false);
});

test("after a short one it was not", () => expect(page().run(4_000, false).run(2_000).missed).toBe(false));

test("after a sleep it was, though the connection seemed to be up all along", () => {
  const awake = page().sleep(3_600_000);
  awake.absence.look(true);
  expect(awake.missed).toBe(true);
});

test("an interruption that the sleep brings along does not shorten it", () => {
  const awake = page().sleep(3_600_000);
  awake.absence.look(true);
  awake.absence.look(false);
  expect(awake.run(2_000).missed).toBe(true);
});
