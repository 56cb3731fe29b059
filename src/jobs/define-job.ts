import type { z } from "zod";
import type { DataOf } from "@/modules/notification/catalogue";
import type { RateLimit } from "@/platform/rate-limit";
import type { Report } from "./report";

export interface StageDefinition<Id extends string = string> {
  readonly id: Id;
  /** What the page says while it is at work, such as "Reading the file". */
  readonly label: string;
  /** Seconds that it takes, until experience says better. */
  readonly seconds: number;
}

/** Types of notifications that ends of jobs have of their own. */
export interface JobNotice {
  type: "discovery.completed";
  data: DataOf<"discovery.completed">;
}

export interface RunContext<Input, Stage extends string> {
  /** Of the job, the same at every attempt: what must happen once is keyed by it. */
  readonly id: string;
  readonly ownerId: string;
  /** 1 at first. A worker may have died at any point of an earlier one, so everything done here can be done again. */
  readonly attempt: number;
  readonly input: Input;
  readonly report: Report<Stage>;
  /** Aborted when the job is cancelled or the worker stops; pass it on to whatever takes long. */
  readonly signal: AbortSignal;
}

export interface JobDefinition<Input = unknown, Result = unknown, Stage extends string = string> {
  /** Unique, such as "import". */
  readonly kind: string;
  readonly input: z.ZodType<Input>;
  /** JSON that says what came of it; kept with the job and shown by its page. */
  readonly result: z.ZodType<Result>;
  /** How often a member may ask for one; trying one again counts. Whoever asks for it takes from this (`consume`). */
  readonly limit: RateLimit;
  /** In the order in which they run; one that is not needed is passed over. */
  readonly stages: readonly StageDefinition<Stage>[];
  /** What its owner is told at its end, in the place of "… is done". */
  readonly finished?: (result: Result) => JobNotice;
  /**
   * The work. It is given up by throwing: `JobFailure` for what trying again will not mend, anything else to be tried
   * again, up to five times. Load heavy libraries inside, since pages import this file too.
   */
  run(context: RunContext<Input, Stage>): Promise<Result>;
}

/** A definition whatever its input, as workers and lists hold it. */
export interface AnyJob {
  readonly kind: string;
  readonly input: z.ZodType;
  readonly result: z.ZodType;
  readonly limit: RateLimit;
  readonly stages: readonly StageDefinition[];
  readonly finished?: (result: never) => JobNotice;
  run(context: RunContext<never, never>): Promise<unknown>;
}

/** Defines a kind of job; add it to src/jobs/registry.ts as well. See docs/jobs.md. */
export const defineJob = <Input, Result, const Stage extends string>(
  definition: JobDefinition<Input, Result, Stage>,
): JobDefinition<Input, Result, Stage> => definition;

/** The end of a job that trying again would not change. Both texts are shown to its owner. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";

  constructor(
    reason: string,
    /** What to do now. */
    readonly next: string,
  ) {
    super(reason);
  }
}
