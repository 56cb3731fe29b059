import { hostname } from "node:os";
import type { Prisma } from "@/generated/prisma/client";
import { readRelayLag } from "@/live/log";
import { notify } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { type AlarmKind, alarmLimits } from "./alarm-limits";
import { quantileMs, sumSpreads } from "./figures";
import type { Counts } from "./observe";
import { type OpenConnection, openConnection, type ProcessState, processState } from "./schema";

export interface ThisProcess {
  id: string;
  kind: "server" | "worker";
  version: string;
  startedAt: Date;
}

/** A process that has said nothing for this long is gone, in milliseconds. */
export const silentMs = 20_000;
const keepSamplesMs = 7 * 24 * 60 * 60 * 1_000;

export async function storeState(
  { id, kind, version, startedAt }: ThisProcess,
  { state, connections }: { state: ProcessState; connections: OpenConnection[] },
): Promise<void> {
  const said = { seenAt: new Date(), state: state satisfies Prisma.InputJsonValue, connections };
  const row = { id, kind, version, startedAt, host: hostname(), pid: process.pid, ...said };
  await db().serverProcess.upsert({ where: { id }, create: row, update: said });
}

export async function removeState(id: string): Promise<void> {
  await db().serverProcess.deleteMany({ where: { id } });
}

/** One minute of this process: what was counted between two looks at it. */
export async function storeSample(processId: string, state: ProcessState, counted: Counts): Promise<void> {
  const all = sumSpreads(Object.values(counted.latency).map((spread) => ({ all: spread }))).all ?? [];
  await db().metricSample.create({
    data: {
      processId,
      streams: state.streams,
      deliveries: counted.deliveries,
      calls: counted.calls,
      failures: counted.failures,
      p95Ms: quantileMs(all, 0.95),
      lagMs: (await readRelayLag()) * 1_000,
    },
  });
}

/** Removes the samples that have had their time, and the processes that ended without saying so. */
export async function trimOperation(): Promise<void> {
  await db().metricSample.deleteMany({ where: { at: { lt: new Date(Date.now() - keepSamplesMs) } } });
  await db().serverProcess.deleteMany({ where: { seenAt: { lt: new Date(Date.now() - 10 * silentMs) } } });
}

/** What the living processes say; one whose word this version does not understand is left out. */
export async function readStates() {
  const rows = await db().serverProcess.findMany({
    where: { seenAt: { gt: new Date(Date.now() - silentMs) } },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
    omit: { connections: true },
  });
  return rows.flatMap((row) => {
    const state = processState.safeParse(row.state);
    return state.success ? [{ ...row, name: `${row.host}:${row.pid}`, state: state.data }] : [];
  });
}

/** What the living processes say of their connections. */
export async function readOpen() {
  const rows = await db().serverProcess.findMany({
    where: { seenAt: { gt: new Date(Date.now() - silentMs) } },
    select: { id: true, host: true, pid: true, connections: true },
  });
  return rows.flatMap(({ id, host, pid, connections }) =>
    openConnection
      .array()
      .catch([])
      .parse(connections)
      .map((connection) => ({ ...connection, processId: id, process: `${host}:${pid}` })),
  );
}

/** An episode begins above the limit and ends below this share of it, so that a value on the edge tells nobody twice. */
const endsBelow = 0.8;

/** Of fewer calls than this in five minutes no share is taken. */
const fewestCalls = 50;

const texts: Record<AlarmKind, (value: number) => string> = {
  streams: (value) =>
    `${value.toLocaleString("en")} streams are open, more than ${alarmLimits.streams.toLocaleString("en")}`,
  "relay-lag": (value) => `Events have been waiting for ${value.toFixed(1)} seconds to be passed on`,
  errors: (value) => `${(value * 100).toFixed(1)} % of calls in the last five minutes failed on our side`,
};

/** Tells the administrators what has gone beyond its limit, once for each episode, whichever process notices it. */
export async function raiseAlarms(): Promise<void> {
  const [sums] = await db().$queryRaw<{ streams: number; calls: number; failures: number }[]>`
    SELECT COALESCE(sum((state->>'streams')::float8), 0) AS streams, COALESCE(sum((state->>'calls')::float8), 0) AS calls,
      COALESCE(sum((state->>'failures')::float8), 0) AS failures
    FROM "ServerProcess" WHERE "seenAt" > ${new Date(Date.now() - silentMs)}`;
  const { streams, calls, failures } = sums ?? { streams: 0, calls: 0, failures: 0 };
  const values: Record<AlarmKind, number> = {
    streams,
    "relay-lag": await readRelayLag(),
    errors: calls >= fewestCalls ? failures / calls : 0,
  };
  for (const kind of Object.keys(values) as AlarmKind[]) {
    if (values[kind] > alarmLimits[kind]) await beginEpisode(kind, values[kind]);
    else if (values[kind] < alarmLimits[kind] * endsBelow) {
      await db().alarm.updateMany({ where: { kind, endedAt: null }, data: { endedAt: new Date() } });
    }
  }
}

async function beginEpisode(kind: AlarmKind, value: number): Promise<void> {
  await transact(async (tx) => {
    // Of all processes that notice it, one gets the row.
    const begun = await tx.$queryRaw<unknown[]>`
      INSERT INTO "Alarm" (kind, value) VALUES (${kind}, ${value})
      ON CONFLICT (kind) DO UPDATE SET since = now(), "endedAt" = NULL, value = EXCLUDED.value
      WHERE "Alarm"."endedAt" IS NOT NULL
      RETURNING kind`;
    if (begun.length === 0) return;
    const admins = await tx.member.findMany({ where: { role: "admin", bannedAt: null }, select: { id: true } });
    notify(tx, {
      type: "notice.system",
      to: admins.map(({ id }) => id),
      subject: `alarm:${kind}`,
      data: { text: texts[kind](value), href: "/admin/health" },
    });
  });
}
