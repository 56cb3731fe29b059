"use client";

import { Skeleton } from "@/components/skeleton";
import { trpc } from "@/trpc/react";

const refreshMs = 5_000;

/** What a key was used for, the latest first, kept up to date while it is looked at. */
export function KeyRequests({ id }: { id: string }) {
  const { data, error } = trpc.apiKey.requests.useQuery({ id }, { refetchInterval: refreshMs });
  if (error) return <p className="mt-4 text-danger text-sm">{error.message}</p>;
  if (!data) return <Skeleton className="mt-4 h-24" />;
  if (data.length === 0) return <p className="mt-4 text-ink-muted text-sm">It has not been used yet.</p>;
  return (
    <div className="mt-4 max-h-80 overflow-auto">
      <table className="w-full text-left text-sm tabular-nums">
        <caption className="sr-only">The latest requests with this key</caption>
        <thead>
          <tr className="border-rule border-b text-ink-muted">
            <th scope="col" className="py-1.5 pe-4 font-normal">
              When
            </th>
            <th scope="col" className="py-1.5 pe-4 font-normal">
              Procedure
            </th>
            <th scope="col" className="py-1.5 pe-4 font-normal">
              Outcome
            </th>
            <th scope="col" className="py-1.5 text-right font-normal">
              ms
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ at, procedure, outcome, ms }) => (
            <tr key={`${at}${procedure}`} className="border-rule border-b last:border-0">
              <td className="py-1.5 pe-4 whitespace-nowrap">{new Date(at).toLocaleTimeString("en-GB")}</td>
              <td className="py-1.5 pe-4">{procedure}</td>
              <td className="py-1.5 pe-4">{outcome}</td>
              <td className="py-1.5 text-right">{ms.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
