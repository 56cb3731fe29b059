"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useEffect } from "react";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { Skeleton } from "@/components/skeleton";
import { trpc } from "@/trpc/react";
import type { BatchAction, Effect } from "../schema";
import { effectNames } from "./names";

export interface BatchEffectsProps {
  action: BatchAction;
  storyIds: string[];
  /** Told how many stories will change. */
  onChanges: (count: number) => void;
}

const kinds: readonly Effect["kind"][] = ["change", "nothing", "refused"];
const tones: Record<Effect["kind"], string> = { change: "text-ink", nothing: "text-ink-muted", refused: "text-danger" };

/** What an action comes to, in sum and story by story, before anything is changed. */
export function BatchEffects({ action, storyIds, onChanges }: BatchEffectsProps) {
  const { client } = trpc.useUtils();
  const preview = useQuery({
    queryKey: ["batch preview", action, storyIds],
    queryFn: () => client.batch.preview.mutate({ action, storyIds }),
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const { data } = preview;
  const count = (kind: Effect["kind"]) => data?.items.filter((item) => item.kind === kind).length ?? 0;
  const changes = preview.isPlaceholderData ? 0 : count("change");
  useEffect(() => onChanges(changes), [changes, onChanges]);

  if (preview.error) {
    return (
      <ErrorState
        title="It cannot be said what this would do"
        text={preview.error.message}
        actions={<Button onClick={() => void preview.refetch()}>Try again</Button>}
      />
    );
  }
  if (!data) return <Skeleton className="h-32" />;
  return (
    <section aria-labelledby="effects">
      <h3 id="effects" className="font-medium">
        What this does
      </h3>
      <p role="status" data-testid="batch-summary" className="mt-1 text-ui tabular-nums">
        {kinds
          .filter((kind) => count(kind) > 0)
          .map((kind) => `${count(kind)} ${effectNames[kind]}`)
          .join(", ")}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-labelledby="effects" className="mt-3 max-h-60 overflow-y-auto border-rule border-y text-sm">
        {data.items.map(({ id, title, kind, text }) => (
          <li key={id} className="flex flex-wrap gap-x-3 border-rule border-b py-1.5 last:border-0" data-kind={kind}>
            <span className="wrap-anywhere me-auto font-medium">{title}</span>
            <span className={clsx("wrap-anywhere", tones[kind])}>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
