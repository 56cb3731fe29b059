import { live } from "@/live/live";
import { announceJob, summaryColumns, toSummary } from "@/modules/job/changes";
import { jobTicked, myJobTicked } from "@/modules/job/events";
import type { JobItem, JobLogLine, JobStage } from "@/modules/job/schema";
import { transact } from "@/platform/db";
import { beginStage, etaOf, percentageOf } from "./progress";

/** How a job tells how far it is. What is told comes from work that has happened. */
export interface Report<Stage extends string = string> {
  /** The next stage begins; watchers are told at once. */
  stage(id: Stage, message?: string): Promise<void>;
  /** @param fraction of the stage at work, from 0 to 1. Told twice a second at most. */
  progress(fraction: number, message?: string): void;
  /** Adds a line to the job's log. */
  log(text: string): void;
  /** Adds or changes one of the things that the job works through. */
  item(item: Pick<JobItem, "key" | "state"> & Partial<Pick<JobItem, "label" | "message">>): void;
  /** Adds to the text that the job writes. */
  write(text: string): void;
}

/** Changes that happen more often are gathered for this time, in milliseconds. */
const gatherMs = 500;

/** Why a run is given up before its end. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  /** cancelled by its owner; stopping: the worker stops; superseded: somebody else runs the job by now. */
  constructor(readonly why: "cancelled" | "stopping" | "superseded") {
    super(`the run is interrupted: ${why}`);
  }
}

interface Start {
  id: string;
  ownerId: string;
  attempt: number;
  stages: JobStage[];
  percentage: number;
  version: number;
  textLength: number;
  logLength: number;
  items: JobItem[];
}

/** Writes what one run of a job reports, in order, as long as it is the run that counts. */
export class Reporter implements Report {
  readonly #items: Map<string, JobItem>;
  #stages: JobStage[];
  #stage: string | null = null;
  #fraction = 0;
  #percentage: number;
  #message = "";
  #version: number;
  #logLength: number;
  #textLength: number;
  #newLines: JobLogLine[] = [];
  #newText = "";
  readonly #newItems = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param onLost called when the job has been taken from this run. */
  constructor(
    private readonly start: Start,
    private readonly signal: AbortSignal,
    private readonly onLost: (error: unknown) => void,
  ) {
    this.#stages = start.stages;
    this.#percentage = start.percentage;
    this.#version = start.version;
    this.#logLength = start.logLength;
    this.#textLength = start.textLength;
    this.#items = new Map(start.items.map((item) => [item.key, item]));
  }

  get stages(): JobStage[] {
    return this.#stages;
  }

  get at(): string | null {
    return this.#stage;
  }

  async stage(id: string, message = ""): Promise<void> {
    this.#check();
    await this.flush();
    this.#stages = beginStage(this.#stages, id, new Date().toISOString());
    this.#stage = id;
    this.#message = message;
    this.#advance(0);
    await this.#inOrder(() => this.#tell());
  }

  progress(fraction: number, message?: string): void {
    this.#check();
    if (message !== undefined) this.#message = message;
    this.#advance(fraction);
    this.#later();
  }

  log(text: string): void {
    this.#check();
    this.#newLines.push({ number: ++this.#logLength, at: new Date().toISOString(), text: text.slice(0, 2_000) });
    this.#later();
  }

  item({ key, ...changes }: Pick<JobItem, "key" | "state"> & Partial<JobItem>): void {
    this.#change({ key, ...changes });
    this.#check(); // afterwards: what was done when the job was cancelled is done, and its row says so
  }

  /** Nothing is under way any more: what was begun and did not come to its end waits. */
  settle(): void {
    for (const { key, state } of this.#items.values()) if (state === "running") this.#change({ key, state: "waiting" });
  }

  #change({ key, ...changes }: Pick<JobItem, "key" | "state"> & Partial<JobItem>): void {
    const before = this.#items.get(key) ?? { position: this.#items.size, label: key, message: "" };
    this.#items.set(key, { ...before, ...changes, key });
    this.#newItems.add(key);
    this.#later();
  }

  write(text: string): void {
    this.#check();
    this.#newText += text;
    this.#later();
  }

  /** Writes what is gathered. @throws what the database does, or `Interrupted` when the job is no longer ours. */
  async flush(): Promise<void> {
    const gathered = this.#timer !== undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#inOrder(async () => {
      if (gathered) await this.#tick();
    });
  }

  /** Nothing is written any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #check(): void {
    this.signal.throwIfAborted();
  }

  #advance(fraction: number): void {
    this.#fraction = fraction;
    this.#percentage = Math.max(this.#percentage, percentageOf(this.#stages, this.#stage, fraction));
  }

  #later(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => this.flush().catch(this.onLost), gatherMs);
  }

  #inOrder(work: () => Promise<void>): Promise<void> {
    const run = this.#writing.then(work);
    this.#writing = run.catch(() => {});
    return run;
  }

  get #eta(): number | null {
    return etaOf(this.#stages, this.#stage, this.#fraction, new Date());
  }

  async #tick(): Promise<void> {
    if (this.#closed) return;
    const { id, ownerId } = this.start;
    const log = this.#newLines;
    const items = [...this.#newItems].flatMap((key) => this.#items.get(key) ?? []);
    const more = this.#newText;
    const from = this.#textLength;
    this.#newLines = [];
    this.#newItems.clear();
    this.#newText = "";
    this.#textLength += more.length;
    const now = { percentage: this.#percentage, message: this.#message };
    await transact(async (tx) => {
      const count = await tx.$executeRaw`
        UPDATE "Job" SET percentage = ${now.percentage}, message = ${now.message}, text = text || ${more}, version = version + 1
        WHERE id = ${id} AND attempt = ${this.start.attempt} AND state = 'running'`;
      if (count === 0) throw new Interrupted("superseded");
      if (log.length > 0) await tx.jobLogLine.createMany({ data: log.map((line) => ({ jobId: id, ...line })) });
      for (const item of items) {
        const { key, ...data } = item;
        await tx.jobItem.upsert({
          where: { jobId_key: { jobId: id, key } },
          create: { jobId: id, key, ...data },
          update: data,
          select: { key: true },
        });
      }
    });
    const since = this.#version++;
    const tick = { type: "ticked" as const, id, ownerId, since, version: this.#version, stage: this.#stage, ...now };
    const eta = { etaSeconds: this.#eta };
    await live.pulse(jobTicked, { ...tick, ...eta, log, items, text: more ? { from, more } : null });
    await live.pulse(myJobTicked, { ...tick, ...eta, log: [], items: [], text: null });
  }

  async #tell(): Promise<void> {
    if (this.#closed) return;
    await transact(async (tx) => {
      const { count } = await tx.job.updateMany({
        where: { id: this.start.id, attempt: this.start.attempt, state: "running" },
        data: {
          stages: this.#stages,
          stage: this.#stage,
          percentage: this.#percentage,
          message: this.#message,
          version: { increment: 1 },
        },
      });
      if (count === 0) throw new Interrupted("superseded");
      const row = await tx.job.findUniqueOrThrow({ where: { id: this.start.id }, select: summaryColumns });
      await announceJob(tx, toSummary(row));
    });
    this.#version++;
  }
}
