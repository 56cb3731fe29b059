import { clsx } from "clsx";
import { Check, Circle, Minus, X } from "lucide-react";
import { Spinner } from "@/components/spinner";
import type { JobItem } from "../schema";

const looks: Record<JobItem["state"], { Icon: typeof Check; icon: string; says: string }> = {
  waiting: { Icon: Circle, icon: "text-rule-strong [&_svg]:size-3", says: "waiting" },
  running: { Icon: Circle, icon: "text-accent", says: "under way" },
  done: { Icon: Check, icon: "text-live", says: "done" },
  failed: { Icon: X, icon: "text-danger", says: "failed" },
  skipped: { Icon: Minus, icon: "text-ink-muted", says: "left out" },
};

/** What a job works through, one row each, in an order that stays. @param props.over nothing of it is under way any more. */
export function JobItems({ items, over }: { items: readonly JobItem[]; over: boolean }) {
  return (
    <section aria-labelledby="items">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="items" className="font-semibold font-serif text-title">
          One by one
        </h2>
        <p className="text-ink-muted text-sm tabular-nums">{summaryOf(items)}</p>
      </div>
      <ul className="mt-3 border-rule border-t">
        {items.map(({ key, label, message, ...item }) => {
          const state = over && item.state === "running" ? "waiting" : item.state;
          const { Icon, icon, says } = looks[state];
          return (
            <li
              key={key}
              data-testid="job-item"
              data-state={state}
              className="flex items-baseline gap-3 border-rule border-b py-2"
            >
              <span className={clsx("grid size-4 shrink-0 translate-y-0.5 place-items-center", icon)}>
                {state === "running" ? <Spinner className="size-4" /> : <Icon aria-hidden="true" className="size-4" />}
              </span>
              <span className="wrap-anywhere min-w-0 flex-1 text-ui">
                {label}
                <span className="sr-only">, {says}</span>
                {message && (
                  <span className={clsx("block text-sm", state === "failed" ? "text-danger" : "text-ink-muted")}>
                    {message}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** "18 done, 2 failed, 4 to go". */
export function summaryOf(items: readonly JobItem[]): string {
  const count = (...states: JobItem["state"][]) => items.filter(({ state }) => states.includes(state)).length;
  const parts: [number, string][] = [
    [count("done"), "done"],
    [count("failed"), "failed"],
    [count("skipped"), "left out"],
    [count("waiting", "running"), "to go"],
  ];
  return parts.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : [])).join(", ");
}
