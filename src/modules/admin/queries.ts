import { anyLives } from "@/jobs/worker-locks";
import { readRelayLag } from "@/live/log";
import { db } from "@/platform/db";
import { pendingMigrations } from "@/platform/pending-migrations";
import { alarmKinds } from "./alarm-limits";
import { mergeStates } from "./figures";
import type { ConnectionsView, HealthView, HistoryPoint, HistorySpan, JourneyView, MetricsView } from "./schema";
import { readOpen, readStates } from "./store";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How far back, and how much of it is one point, in milliseconds. */
const spans: Record<HistorySpan, { backMs: number; stepMs: number }> = {
  hour: { backMs: 60 * minuteMs, stepMs: minuteMs },
  day: { backMs: dayMs, stepMs: 15 * minuteMs },
  week: { backMs: 7 * dayMs, stepMs: 120 * minuteMs },
};

/** The history of all processes together: what each had on average or at most within a step, summed where it adds up. */
async function readHistory(span: HistorySpan): Promise<HistoryPoint[]> {
  const { backMs, stepMs } = spans[span];
  const rows = await db().$queryRaw<(Omit<HistoryPoint, "at"> & { at: Date })[]>`
    WITH own AS (
      SELECT date_bin(make_interval(secs => ${stepMs / 1_000}::float8), at, 'epoch'::timestamptz) AS at, "processId",
        avg(streams)::float8 AS streams, sum(deliveries)::float8 AS deliveries, sum(calls)::float8 AS calls,
        sum(failures)::float8 AS failures, max("p95Ms")::float8 AS p95, max("lagMs")::float8 AS lag
      FROM "MetricSample"
      WHERE at > now() - make_interval(secs => ${backMs / 1_000}::float8)
      GROUP BY 1, 2
    )
    SELECT at, sum(streams) AS streams, sum(deliveries) / ${stepMs / minuteMs}::float8 AS "deliveriesPerMinute",
      sum(calls) / ${stepMs / minuteMs}::float8 AS "callsPerMinute",
      COALESCE(sum(failures) / NULLIF(sum(calls), 0), 0) AS errors, max(p95) AS "p95Ms", max(lag) AS "lagMs"
    FROM own GROUP BY at ORDER BY at`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function readMetrics(span: HistorySpan): Promise<MetricsView> {
  const [states, members, stories, lag, queue, history] = await Promise.all([
    readStates(),
    db().member.count(),
    db().story.count({ where: { status: "published" } }),
    readRelayLag(),
    db().job.groupBy({
      by: ["state"],
      _count: true,
      _min: { createdAt: true },
      where: { state: { in: ["queued", "running"] } },
    }),
    readHistory(span),
  ]);
  const waiting = queue.find(({ state }) => state === "queued");
  const oldest = waiting?._min.createdAt;
  return {
    asOf: new Date().toISOString(),
    members,
    stories,
    ...mergeStates(states),
    relayLagMs: Math.max(0, lag * 1_000),
    queue: {
      queued: waiting?._count ?? 0,
      running: queue.find(({ state }) => state === "running")?._count ?? 0,
      oldestSeconds: oldest ? Math.max(0, (Date.now() - oldest.getTime()) / 1_000) : 0,
    },
    history,
  };
}

export async function readHealth(): Promise<HealthView> {
  const begun = performance.now();
  const [database] = await db().$queryRaw<{ bytes: bigint; connections: bigint }[]>`
    SELECT pg_database_size(current_database()) AS bytes,
      (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections`;
  const answeredMs = performance.now() - begun;
  const [states, [workers], pending, alarms] = await Promise.all([
    readStates(),
    db().$queryRawUnsafe<{ lives: boolean }[]>(anyLives),
    pendingMigrations((sql) => db().$queryRawUnsafe<{ name: string }[]>(sql)),
    db().alarm.findMany({ where: { endedAt: null }, orderBy: { since: "asc" } }),
  ]);
  const buses = states.flatMap(({ state }) => state.bus ?? []);
  return {
    asOf: new Date().toISOString(),
    database: {
      answeredMs,
      bytes: Number(database?.bytes ?? 0),
      connections: Number(database?.connections ?? 0),
    },
    redis: buses.length === 0 ? "none" : buses.includes("down") ? "down" : "up",
    workers: workers?.lives ? "up" : "down",
    migrations: pending.length === 0 ? "current" : "pending",
    processes: states.map(({ id, kind, host, pid, version, startedAt, seenAt, state }) => ({
      id,
      kind,
      host,
      pid,
      version,
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
      streams: state.streams,
      memoryBytes: state.memoryBytes,
      loopLagMs: state.loopLagMs,
      bus: state.bus,
    })),
    alarms: alarms.flatMap(({ kind, since, value }) => {
      const known = alarmKinds.find((name) => name === kind);
      return known ? [{ kind: known, since: since.toISOString(), value }] : [];
    }),
  };
}

export async function listConnections(): Promise<ConnectionsView> {
  const [open, states] = await Promise.all([readOpen(), readStates()]);
  const ids = [...new Set(open.flatMap(({ memberId }) => memberId ?? []))];
  const members = await db().member.findMany({ where: { id: { in: ids } }, select: { id: true, handle: true } });
  const handles = new Map(members.map(({ id, handle }) => [id, handle]));
  return {
    asOf: new Date().toISOString(),
    total: states.reduce((sum, { state }) => sum + state.streams, 0),
    items: open
      .map((connection) => ({ ...connection, handle: handles.get(connection.memberId ?? "") ?? null }))
      .sort((a, b) => a.openedAt.localeCompare(b.openedAt)),
  };
}

/** How far those came who signed up in the last days: each step counts the members who have taken it by now. */
export async function readJourney(days: number): Promise<JourneyView> {
  const since = new Date(Date.now() - days * dayMs);
  const newcomer = { createdAt: { gte: since } };
  const count = (where: object) => db().member.count({ where: { ...newcomer, ...where } });
  const [signUp, draft, wizard, publish, firstComment] = await Promise.all([
    count({}),
    count({ stories: { some: {} } }),
    count({ draftWizard: { isNot: null } }),
    count({ stories: { some: { firstPublishedAt: { not: null } } } }),
    // Somebody else's, below one of theirs; in SQL, since it compares two members.
    db().$queryRaw<{ members: number }[]>`
        SELECT count(DISTINCT story."authorId")::int AS members
        FROM "Comment" comment
        JOIN "Story" story ON story.id = comment."storyId"
        JOIN "Member" author ON author.id = story."authorId"
        WHERE author."createdAt" >= ${since} AND comment."writerId" IS DISTINCT FROM story."authorId"`.then(
      ([row]) => row?.members ?? 0,
    ),
  ]);
  const members = { signUp, draft, wizard, publish, firstComment };
  return {
    since: since.toISOString(),
    steps: (["signUp", "draft", "wizard", "publish", "firstComment"] as const).map((step) => ({
      step,
      members: members[step],
    })),
  };
}
