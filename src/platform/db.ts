import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@/generated/prisma/client";
import { slot } from "./singleton";

export type Db = PrismaClient;
/** What a command's transaction offers; also accepted wherever a plain client would do. */
export type Tx = Prisma.TransactionClient;

const client = slot<Db>("db");

/** The database of this process. Only queries, commands, jobs and the live log touch it. */
export const db = (): Db => client.get();

/** Connects this process to its database; the pool opens connections as they are needed. */
export function connectDatabase(url: string): Db {
  const created = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 10 }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
  client.set(created);
  return created;
}

const afterCommitCallbacks = new WeakMap<object, (() => void)[]>();

/** Runs `callback` once `tx` has committed; never if it rolls back. */
export function afterCommit(tx: Tx, callback: () => void): void {
  const callbacks = afterCommitCallbacks.get(tx);
  if (!callbacks) throw new Error("afterCommit needs a transaction begun with transact()");
  callbacks.push(callback);
}

const beforeCommitSteps = new WeakMap<object, (() => Promise<void>)[]>();

/** Runs `step` as the last thing in `tx`, for what takes locks that must not be held for long, or only in one order. */
export function beforeCommit(tx: Tx, step: () => Promise<void>): void {
  const steps = beforeCommitSteps.get(tx);
  if (!steps) throw new Error("beforeCommit needs a transaction begun with transact()");
  steps.push(step);
}

/**
 * Runs `work` in one transaction: all of its writes, jobs and events happen, or none.
 * An error thrown inside rolls everything back and is passed on.
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const callbacks: (() => void)[] = [];
  const result = await db().$transaction(async (tx) => {
    const steps: (() => Promise<void>)[] = [];
    afterCommitCallbacks.set(tx, callbacks);
    beforeCommitSteps.set(tx, steps);
    const outcome = await work(tx);
    for (const step of steps) await step();
    return outcome;
  });
  for (const callback of callbacks) callback();
  return result;
}

/** The unique constraint that `error` reports as violated, or undefined if it is about something else. */
export function violatedConstraint(error: unknown): string | undefined {
  const { code, meta } = (error ?? {}) as { code?: string; meta?: UniqueViolationMeta };
  if (code !== "P2002") return undefined;
  const constraint = meta?.driverAdapterError?.cause?.constraint;
  return constraint?.index ?? constraint?.fields?.join(",") ?? "unknown";
}

interface UniqueViolationMeta {
  driverAdapterError?: { cause?: { constraint?: { index?: string; fields?: string[] } } };
}

/**
 * Runs reads, none of which may take longer than `ms`.
 * @returns null when one would have.
 */
export async function readWithin<T>(ms: number, read: (tx: Tx) => Promise<T>): Promise<T | null> {
  try {
    return await db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(ms)}, true)`;
      return await read(tx);
    });
  } catch (error) {
    // No connection became free in time, or the database has ended the statement.
    const { code } = (error ?? {}) as { code?: string };
    if (code === "P2028" || (error instanceof Error && /57014|due to statement timeout/.test(error.message)))
      return null;
    throw error;
  }
}
