import fc from "fast-check";
import { expect, test } from "vitest";
import type { Manuscript } from "@/modules/story/ui/manuscript/manuscript";
import { Device, TestServer, type Texts, type Weather } from "./world";

type Step =
  | { do: "type" }
  | { do: "retype" }
  | { do: "retitle" }
  | { do: "wait"; ms: number }
  | { do: "save" }
  | { do: "weather"; is: Weather }
  | { do: "elsewhere" }
  | { do: "hear" }
  | { do: "reload" }
  | { do: "kill-after-pause" }
  | { do: "choose"; side: "mine" | "theirs" | "present" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "type" }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: "retype" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "retitle" }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5_000 }).map((ms): Step => ({ do: "wait", ms })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "save" }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Weather>("fine", "unreachable", "answer-lost", "signed-out", "broken")
      .map((is): Step => ({ do: "weather", is })),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ do: "elsewhere" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "hear" }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: "reload" }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: "kill-after-pause" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("mine" as const, "theirs" as const, "present" as const).map(
      (side): Step => ({
        do: "choose",
        side,
      }),
    ),
  },
);

/** Follows one story through anything, and knows what its author has a right to find again. */
class Life {
  readonly server = new TestServer();
  readonly device = new Device(this.server);
  manuscript!: Manuscript<Texts>;
  typed = "";
  elsewhere = "";
  #count = 0;
  /** The version that someone else wrote last. */
  #foreign = 0;

  async run(steps: readonly Step[]): Promise<void> {
    this.manuscript = await this.device.open();
    for (const each of steps) {
      await this.#take(each);
      this.#look();
    }
    await this.device.clock.advance(1_000);
    this.#check();
  }

  /** Once everything works again, the server has the text and the device has let go of it. */
  async recover(): Promise<void> {
    this.server.weather = "fine";
    for (let round = 0; round < 4; round++) {
      this.manuscript.signedIn();
      this.manuscript.arrive(this.server.current);
      this.manuscript.edit({});
      await this.device.clock.advance(120_000);
      const { conflict } = this.manuscript.snapshot();
      if (conflict) await this.manuscript.resolve(conflict.mine);
    }
    expect(this.manuscript.snapshot()).toMatchObject({ phase: "idle", device: "empty", trouble: null });
    expect(this.server.current.texts).toEqual(this.manuscript.snapshot().texts);
    expect([...this.device.disk.rows.keys()].filter((key) => key.startsWith("text/"))).toEqual([]);
    expect(this.device.disk.mirrors.size).toBe(0);
  }

  async #take(each: Step): Promise<void> {
    const { manuscript, server, device } = this;
    const { conflict } = manuscript.snapshot();
    switch (each.do) {
      case "type":
        this.typed = `typed ${++this.#count}.`;
        return manuscript.edit({ body: this.typed });
      case "retype":
        // Back to what the server had, by undo perhaps. If others have written over that since, it was theirs to see.
        this.typed = manuscript.snapshot().saved.version >= this.#foreign ? manuscript.snapshot().saved.texts.body : "";
        return manuscript.edit({ body: manuscript.snapshot().saved.texts.body });
      case "retitle":
        return manuscript.edit({ title: `Title ${++this.#count}` });
      case "wait":
        return device.clock.advance(each.ms);
      case "save":
        void manuscript.saveNow();
        return device.clock.advance(0);
      case "weather":
        server.weather = each.is;
        return manuscript.signedIn();
      case "elsewhere":
        // Whoever writes there has the server's text before them.
        if ([server.current.texts.body, manuscript.snapshot().saved.texts.body].includes(this.typed)) this.typed = "";
        this.elsewhere = `elsewhere ${++this.#count}.`;
        server.write({ body: this.elsewhere });
        this.#foreign = server.current.version;
        return;
      case "hear":
        return manuscript.arrive(server.current);
      case "reload":
        manuscript.leaving();
        return this.#reopen();
      case "kill-after-pause":
        await device.clock.advance(1_000);
        return this.#reopen();
      case "choose":
        return conflict
          ? manuscript.resolve(each.side === "present" ? manuscript.snapshot().texts : conflict[each.side])
          : undefined;
    }
  }

  async #reopen(): Promise<void> {
    this.device.kill();
    this.#check();
    await this.device.clock.advance(10);
    this.manuscript = await this.device.open();
    this.#look();
    this.#check();
  }

  /** What the author has seen in the editor may be typed over. */
  #look(): void {
    const { texts } = this.manuscript.snapshot();
    if (texts.body === this.elsewhere) this.elsewhere = "";
  }

  #check(): void {
    const kept = [this.server.current.texts.body, ...this.device.bodies()];
    if (this.typed) expect(kept).toContain(this.typed);
    if (this.elsewhere) expect(kept).toContain(this.elsewhere);
  }
}

test("the last text typed is always on the server, in the journal or set aside", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const life = new Life();
      await life.run(steps);
      await life.recover();
    }),
    { numRuns: 600 },
  );
}, 120_000);
