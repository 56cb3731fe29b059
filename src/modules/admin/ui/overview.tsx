"use client";

import Link from "next/link";
import { useState } from "react";
import { Chip } from "@/components/chip";
import { trpc } from "@/trpc/react";
import { alarmLimits } from "../alarm-limits";
import type { HistoryPoint, HistorySpan, JourneyView, MetricsView } from "../schema";
import { AsOf, pollMs } from "./as-of";
import { Chart } from "./chart";
import { FiguresTable } from "./figures-table";
import { milliseconds, number, percent } from "./format";
import { Journey } from "./journey";

const spans: { span: HistorySpan; label: string }[] = [
  { span: "hour", label: "Hour" },
  { span: "day", label: "Day" },
  { span: "week", label: "Week" },
];

/** How the installation does now, and did before. */
export function Overview({ first, journey }: { first: MetricsView; journey: JourneyView }) {
  const [span, setSpan] = useState<HistorySpan>("hour");
  const query = trpc.admin.metrics.useQuery(
    { span },
    {
      ...(span === "hour" && { initialData: first }),
      placeholderData: (before) => before,
      refetchInterval: pollMs,
      refetchIntervalInBackground: false,
      refetchOnWindowFocus: true,
      staleTime: pollMs,
    },
  );
  const metrics = query.data ?? first;
  const pointsOf = (pick: (point: HistoryPoint) => number | null) =>
    metrics.history.map((point) => ({ at: point.at, value: pick(point) }));
  return (
    <>
      <div className="mt-3">
        <AsOf
          at={metrics.asOf}
          failed={query.isError}
          loading={query.isFetching}
          onRefresh={() => void query.refetch()}
        />
      </div>
      <Tiles metrics={metrics} />
      <section aria-label="History" className="mt-10">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 className="font-serif text-title">History</h2>
          <div className="flex gap-2">
            {spans.map(({ span: one, label }) => (
              <Chip key={one} pressed={one === span} onClick={() => setSpan(one)}>
                {label}
              </Chip>
            ))}
          </div>
        </div>
        <div className="mt-4 grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
          <Chart
            title="Open streams"
            points={pointsOf(({ streams }) => streams)}
            format={number}
            limit={alarmLimits.streams}
          />
          <Chart title="Time to readers, p95" points={pointsOf(({ p95Ms }) => p95Ms)} format={milliseconds} />
          <Chart
            title="Relay lag"
            points={pointsOf(({ lagMs }) => lagMs)}
            format={milliseconds}
            limit={alarmLimits["relay-lag"] * 1_000}
          />
          <Chart
            title="Deliveries a minute"
            points={pointsOf(({ deliveriesPerMinute }) => deliveriesPerMinute)}
            format={number}
          />
          <Chart title="Calls a minute" points={pointsOf(({ callsPerMinute }) => callsPerMinute)} format={number} />
          <Chart title="Errors" points={pointsOf(({ errors }) => errors)} format={percent} limit={alarmLimits.errors} />
        </div>
      </section>
      <div className="mt-12 grid gap-x-10 gap-y-10 lg:grid-cols-2">
        <FiguresTable
          title="Time to readers"
          head={["Topic", "Events", "p50", "p95"]}
          rows={metrics.latency.map(({ topic, count, p50Ms, p95Ms }) => ({
            key: topic,
            cells: [topic, number(count), milliseconds(p50Ms), milliseconds(p95Ms)],
          }))}
          none="Nobody was told of anything in the last five minutes."
        />
        <FiguresTable
          title="Slowest procedures"
          head={["Procedure", "Calls", "p50", "p95"]}
          rows={metrics.procedures.map(({ procedure, count, p50Ms, p95Ms }) => ({
            key: procedure,
            cells: [procedure, number(count), milliseconds(p50Ms), milliseconds(p95Ms)],
          }))}
          none="Nothing was called in the last five minutes."
        />
        <FiguresTable
          title="Open streams by kind"
          head={["Procedure", "Streams"]}
          rows={metrics.streamsByProcedure.map(({ procedure, streams }) => ({
            key: procedure,
            cells: [procedure, number(streams)],
          }))}
          none="Nobody is watching."
        />
        <FiguresTable
          title="Refusals and errors"
          head={["Procedure", "Outcome", "Times"]}
          rows={metrics.refusals.map(({ procedure, outcome, count }) => ({
            key: `${procedure} ${outcome}`,
            cells: [procedure, outcome.replaceAll("_", " "), number(count)],
          }))}
          none="Everything that was asked for in the last five minutes was answered."
        />
        <Journey first={journey} />
        <FiguresTable
          title="Open streams by process"
          head={["Process", "Streams"]}
          rows={metrics.streamsByProcess.map(({ process, streams }) => ({
            key: process,
            cells: [process, number(streams)],
          }))}
          none="No process has said anything for 20 seconds."
        />
      </div>
    </>
  );
}

function Tiles({ metrics }: { metrics: MetricsView }) {
  const { members, stories, streams, deliveries, calls, failures, relayLagMs, queue } = metrics;
  const waiting = queue.oldestSeconds >= 1 ? `, the oldest for ${number(queue.oldestSeconds)} s` : "";
  const tiles = [
    { label: "Members", value: number(members) },
    { label: "Published stories", value: number(stories) },
    { label: "Open streams", value: number(streams), href: "/admin/connections" },
    { label: "Deliveries", value: number(deliveries), note: "in five minutes" },
    { label: "Relay lag", value: milliseconds(relayLagMs), href: "/admin/health" },
    { label: "Errors", value: percent(calls > 0 ? failures / calls : 0), note: `of ${number(calls)} calls` },
    { label: "Jobs", value: number(queue.running), note: `at work, ${number(queue.queued)} wait${waiting}` },
  ];
  return (
    <dl className="mt-6 grid grid-cols-2 gap-px border border-rule bg-rule sm:grid-cols-4 lg:grid-cols-7">
      {tiles.map(({ label, value, note, href }) => (
        <div key={label} className="flex min-w-0 flex-col bg-paper px-4 py-3 last:col-span-2 lg:last:col-span-1">
          <dt className="text-ink-muted text-sm">
            {href ? (
              <Link
                href={href}
                className="rounded-sm underline decoration-rule-strong underline-offset-4 hover:text-ink"
              >
                {label}
              </Link>
            ) : (
              label
            )}
          </dt>
          <dd className="mt-1 font-semibold text-title tabular-nums" data-testid={`tile-${label}`}>
            {value}
            {note && <span className="block font-normal text-ink-muted text-sm">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
