import { clsx } from "clsx";
import { Check, CircleDashed, type LucideIcon, Square, X } from "lucide-react";
import { Spinner } from "@/components/spinner";
import type { JobState } from "../schema";

const looks: Record<JobState, { Icon: LucideIcon; colour: string }> = {
  queued: { Icon: CircleDashed, colour: "text-ink-muted" },
  running: { Icon: CircleDashed, colour: "text-accent" },
  succeeded: { Icon: Check, colour: "text-live" },
  failed: { Icon: X, colour: "text-danger" },
  cancelled: { Icon: Square, colour: "text-ink-muted" },
};

/** A job's state at a glance. Decorative: the state stands in words beside it. */
export function JobMark({ state, className }: { state: JobState; className?: string }) {
  const { Icon, colour } = looks[state];
  const box = clsx("size-4 shrink-0", colour, className);
  return state === "running" ? <Spinner className={box} /> : <Icon aria-hidden="true" className={box} />;
}
