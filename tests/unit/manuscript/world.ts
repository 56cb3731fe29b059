import { z } from "zod";
import { downloads, genre, progress, rating, updateStoryInput } from "@/modules/story/schema";
import { detailsForm } from "@/modules/story/ui/manuscript/forms";
import type { Manuscript, SaveResult, Surroundings } from "@/modules/story/ui/manuscript/manuscript";
import { openManuscript } from "@/modules/story/ui/manuscript/open-manuscript";
import type { Clock, Shelf } from "@/modules/story/ui/manuscript/shelf";
import type { Form, Saved } from "@/modules/story/ui/manuscript/texts";

const stored = z.object({
  title: z.string(),
  body: z.string(),
  blurb: z.string(),
  genre,
  tags: z.array(z.string()),
  rating,
  warnings: z.array(z.string()),
  progress,
  downloads,
  language: z.string(),
});
export type Texts = z.infer<typeof stored>;

/** Fields of all kinds: those of a story, and a text as a chapter has it. */
export const form: Form<Texts> = {
  fields: ["title", "body", "blurb", "genre", "tags", "rating", "warnings", "progress", "downloads", "language"],
  stored,
  sendable: updateStoryInput.omit({ id: true, version: true }),
  probe: detailsForm.probe,
};

export const firstTexts: Texts = {
  title: "The salt account",
  body: "It began with rain.",
  blurb: "",
  genre: "literary",
  tags: [],
  rating: "general",
  warnings: [],
  progress: "complete",
  downloads: "readers",
  language: "en",
};

/** A clock that moves when told to, and lets promises settle in between. */
export class TestClock implements Clock {
  #now = 1_000_000;
  #tasks: { at: number; task: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#tasks = this.#tasks.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settle();
    }
    this.#now = until;
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets everything happen that waits for no clock: a few turns, since one write leads to the next. */
export async function settle(): Promise<void> {
  for (let count = 0; count < 6; count++) await turn();
}

/** What a device has on its disk, whatever pages come and go. */
export class Disk {
  readonly rows = new Map<string, string>();
  readonly mirrors = new Map<string, string>();
  full = false;

  shelf(alive: () => boolean): Shelf {
    const rows = this.rows;
    const mirrors = this.mirrors;
    const both = () => [...rows, ...mirrors];
    return {
      put: async (key, value) => {
        const json = JSON.stringify(value);
        await turn();
        if (this.full) throw new Error("No room");
        if (alive()) rows.set(key, json);
      },
      remove: async (key) => {
        await turn();
        if (alive()) rows.delete(key);
      },
      list: async (prefix) => {
        const found = new Map<string, { savedAt?: number }>();
        for (const [key, json] of both()) {
          const value: { savedAt?: number } = JSON.parse(json);
          if (key.startsWith(prefix) && (value.savedAt ?? 0) >= (found.get(key)?.savedAt ?? 0)) found.set(key, value);
        }
        return [...found].map(([key, value]) => ({ key, value }));
      },
      keys: async (prefix) => [...new Set(both().map(([key]) => key))].filter((key) => key.startsWith(prefix)),
      mirror: (key, value) => {
        if (this.full) return false;
        if (alive()) mirrors.set(key, JSON.stringify(value));
        return true;
      },
      unmirror: (key) => {
        if (alive()) mirrors.delete(key);
      },
    };
  }
}

export type Weather = "fine" | "unreachable" | "answer-lost" | "signed-out" | "broken";

/** A server with the compare-and-set of `story.update`. */
export class TestServer {
  current: Saved<Texts> = { version: 1, texts: firstTexts, savedAt: 0 };
  weather: Weather = "fine";
  saves = 0;

  async save(version: number, patch: Partial<Texts>): Promise<SaveResult<Texts>> {
    await turn();
    if (this.weather === "unreachable") return { kind: "unreachable" };
    if (this.weather === "signed-out") return { kind: "signed-out" };
    if (this.weather === "broken") return { kind: "refused", message: "No" };
    if (version !== this.current.version) return { kind: "conflict", current: this.current };
    this.write(patch);
    if (this.weather === "answer-lost") return { kind: "unreachable" };
    return { kind: "saved", current: this.current };
  }

  write(patch: Partial<Texts>): void {
    this.saves++;
    this.current = {
      version: this.current.version + 1,
      texts: { ...this.current.texts, ...patch },
      savedAt: this.current.savedAt + 1,
    };
  }
}

/** One browser, with at most one page that has the story open. */
export class Device {
  readonly clock = new TestClock();
  readonly disk = new Disk();
  readonly told: Saved<Texts>[] = [];
  #sessions = 0;
  #alive = { yes: true };

  constructor(readonly server: TestServer) {}

  open(memberId = "ana"): Promise<Manuscript<Texts>> {
    const life = { yes: true };
    this.#alive = life;
    const around: Surroundings<Texts> = {
      form,
      subject: "story/chapter",
      memberId,
      session: `session-${++this.#sessions}`,
      shelf: this.disk.shelf(() => life.yes),
      clock: { now: () => this.clock.now(), after: (ms, task) => this.clock.after(ms, () => life.yes && task()) },
      random: () => 0.5,
      save: async (version, patch) => {
        const result = await this.server.save(version, patch);
        return life.yes ? result : new Promise(() => {});
      },
      tell: (saved) => this.told.push(saved),
    };
    return openManuscript(around, this.server.current, async () => true);
  }

  /** The page is gone without a word. */
  kill(): void {
    this.#alive.yes = false;
  }

  /** Every body that this device keeps, in whichever way. */
  bodies(): string[] {
    return [...this.disk.rows.values(), ...this.disk.mirrors.values()].map((json) => JSON.parse(json).texts.body);
  }
}
