import { db } from "@/platform/db";
import { eventNamed } from "./catalogue";
import { Frame } from "./frame";

export interface LogHead {
  epoch: string;
  /** Last seq given: everything up to here was committed before this head was read. */
  seq: number;
  /** Events up to here may be gone. */
  trimmedSeq: number;
}

/** What the hub asks of the log of durable events. */
export interface EventLog {
  readHead(): Promise<LogHead>;
  /** Events of `topic` after `seq`, oldest first, at most `limit`; those retracted since are left out. */
  readAfter(topic: string, seq: number, epoch: string, limit: number): Promise<Frame[]>;
  /** The newest seq of each topic that has events after `after` and up to `until`. */
  readTopicsBetween(after: number, until: number): Promise<Map<string, number>>;
}

const columns = {
  topic: true,
  name: true,
  subject: true,
  payload: true,
  seq: true,
  prevSeq: true,
  createdAt: true,
  trace: true,
} as const;

async function readHead(): Promise<LogHead> {
  const [row] = await db().$queryRaw<{ epoch: string; seq: bigint; trimmedSeq: bigint }[]>`
    SELECT live_epoch() AS epoch, seq, "trimmedSeq" FROM "LiveLog" WHERE id = 1`;
  if (!row) throw new Error("the live log has no head; were the migrations applied?");
  return { epoch: row.epoch, seq: Number(row.seq), trimmedSeq: Number(row.trimmedSeq) };
}

async function readAfter(topic: string, seq: number, epoch: string, limit: number): Promise<Frame[]> {
  const rows = await db().liveEvent.findMany({
    where: { topic, seq: { gt: seq }, retracted: false },
    orderBy: { seq: "asc" },
    take: limit,
    select: columns,
  });
  return rows.map(
    ({ seq, prevSeq, name, subject, payload, createdAt, trace }) =>
      new Frame(epoch, Number(seq), Number(prevSeq), name, subject, payload, createdAt.getTime(), false, trace),
  );
}

async function readTopicsBetween(after: number, until: number): Promise<Map<string, number>> {
  const rows = await db().liveEvent.groupBy({
    by: ["topic"],
    where: { seq: { gt: after, lte: until } },
    _max: { seq: true },
  });
  return new Map(rows.map((row) => [row.topic, Number(row._max.seq)]));
}

/** The log as it lies in PostgreSQL. */
export const postgresLog: EventLog = { readHead, readAfter, readTopicsBetween };

/** What travels on the bus for one event, and what `redis-cli SUBSCRIBE` shows. */
interface BusMessage {
  /** The cursor of the event. */
  id: string;
  prevSeq: number;
  event: string;
  /** When it was announced, in milliseconds since 1970. */
  at: number;
  data: unknown;
  /** Where in a trace it was published, if traces are made. */
  trace?: string;
}

/** @param trace what those who receive it follow from. */
export function writeBusMessage(frame: Frame, trace: string | null = null): string {
  const message: BusMessage = {
    id: frame.id,
    prevSeq: frame.prevSeq,
    event: frame.name,
    at: frame.at,
    data: frame.data,
    ...(trace && { trace }),
  };
  return JSON.stringify(message);
}

/** An ephemeral event on the bus: it has no position, so no id. */
export const writePulse = (event: string, data: unknown): string => JSON.stringify({ event, at: Date.now(), data });

/** What a message from the bus says, or null when it is none of ours. */
export function readBusMessage(text: string): { frame: Frame } | { pulse: Pulse } | null {
  let message: Partial<BusMessage> | null;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof message?.event !== "string") return null;
  const { event: name, data } = message;
  const at = Number(message.at);
  const event = eventNamed(name);
  if (message.id === undefined)
    return event?.newest
      ? { pulse: { name, data, at, newest: event.newest(data as never), intervalMs: event.intervalMs } }
      : null;
  const [epoch, seq] = String(message.id).split(".");
  if (!epoch || !seq) return null;
  const subject = event?.subject?.(data as never) ?? null;
  const trace = typeof message.trace === "string" ? message.trace : null;
  return { frame: new Frame(epoch, Number(seq), Number(message.prevSeq ?? 0), name, subject, data, at, false, trace) };
}

/** An ephemeral event as it came from the bus. */
export interface Pulse {
  name: string;
  data: unknown;
  at: number;
  /** Of those with the same one, the newest wins. */
  newest: string;
  intervalMs?: number | undefined;
}

/** Age in seconds of the oldest event that waits for its seq; 0 when none does. */
export async function readRelayLag(): Promise<number> {
  const [row] = await db().$queryRaw<{ lag: number }[]>`
    SELECT COALESCE(extract(epoch FROM now() - min("createdAt")), 0)::float8 AS lag FROM "LiveEvent" WHERE seq IS NULL`;
  return row?.lag ?? 0;
}
