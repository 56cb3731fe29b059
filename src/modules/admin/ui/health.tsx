"use client";

import { clsx } from "clsx";
import { CircleAlert, CircleCheck } from "lucide-react";
import { Notice } from "@/components/notice";
import { RelativeTime } from "@/components/relative-time";
import { trpc } from "@/trpc/react";
import type { AlarmKind } from "../alarm-limits";
import type { HealthView } from "../schema";
import { AsOf, pollMs } from "./as-of";
import { FiguresTable } from "./figures-table";
import { megabytes, milliseconds, number } from "./format";

const alarmWords: Record<AlarmKind, string> = {
  streams: "More than 5,000 streams are open",
  "relay-lag": "Events wait for more than five seconds",
  errors: "More than one call in a hundred fails on our side",
};

/** Each part of the installation, whether it does its work, and the processes that there are. */
export function Health({ first }: { first: HealthView }) {
  const query = trpc.admin.health.useQuery(undefined, {
    initialData: first,
    refetchInterval: pollMs,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: pollMs,
  });
  const { asOf, database, redis, workers, migrations, processes, alarms } = query.data;
  const lights = [
    {
      name: "PostgreSQL",
      well: true,
      text: `answers in ${milliseconds(database.answeredMs)}, ${megabytes(database.bytes)}, ${number(database.connections)} connections`,
    },
    {
      name: "Redis",
      well: redis !== "down",
      text: { up: "reached by every process", down: "away; streams go on from the log", none: "not used" }[redis],
    },
    { name: "Workers", well: workers === "up", text: workers === "up" ? "run jobs" : "none runs; jobs wait" },
    { name: "Database schema", well: migrations === "current", text: migrations },
  ];
  return (
    <>
      <div className="mt-3">
        <AsOf at={asOf} failed={query.isError} loading={query.isFetching} onRefresh={() => void query.refetch()} />
      </div>
      {alarms.map(({ kind, since }) => (
        <Notice key={kind} tone="danger" title={alarmWords[kind]} className="mt-4">
          Since <RelativeTime dateTime={since} />. Administrators were told when it began.
        </Notice>
      ))}
      <ul className="mt-6 grid gap-px border border-rule bg-rule sm:grid-cols-2">
        {lights.map(({ name, well, text }) => {
          const Icon = well ? CircleCheck : CircleAlert;
          return (
            <li key={name} className="flex items-start gap-3 bg-paper px-4 py-3">
              <Icon aria-hidden="true" className={clsx("mt-0.5 size-5 shrink-0", well ? "text-live" : "text-danger")} />
              <p className="min-w-0">
                <span className="font-medium">{name}</span>
                <span className="block text-ink-muted text-sm">{text}</span>
              </p>
            </li>
          );
        })}
      </ul>
      <div className="mt-10">
        <FiguresTable
          title="Processes"
          head={["Process", "Kind", "Version", "Runs", "Streams", "Memory", "Loop lag", "Redis"]}
          rows={processes.map((process) => ({
            key: process.id,
            cells: [
              `${process.host}:${process.pid}`,
              process.kind,
              process.version,
              <RelativeTime key="started" dateTime={process.startedAt} />,
              number(process.streams),
              megabytes(process.memoryBytes),
              milliseconds(process.loopLagMs),
              process.bus ?? "–",
            ],
          }))}
          none="No process has said anything for 20 seconds."
        />
      </div>
    </>
  );
}
