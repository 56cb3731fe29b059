"use client";

import { ArrowDown, Copy, Download } from "lucide-react";
import { useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { TextInput } from "@/components/text-input";
import type { JobLogLine, JobState } from "../schema";

/** Distance from the end, in pixels, that still counts as being there. */
const nearEnd = 24;

const empty: Record<JobState, string> = {
  queued: "Waiting for a worker. What it does will be written here.",
  running: "Nothing to report so far.",
  succeeded: "There was nothing to report.",
  failed: "There was nothing to report before it failed.",
  cancelled: "There was nothing to report before it was cancelled.",
};

/** All that a job has reported. It follows the newest line until the reader scrolls away from it. */
export function JobLog({ lines, state, name }: { lines: readonly JobLogLine[]; state: JobState; name: string }) {
  const [sought, setSought] = useState("");
  const needle = useDeferredValue(sought.trim().toLowerCase());
  const shown = needle ? lines.filter(({ text }) => text.toLowerCase().includes(needle)) : lines;
  const { box, following, follow, onScroll } = useFollowing(shown.at(-1)?.number ?? 0);
  const heading = useId();
  const asText = () => lines.map(({ at, text }) => `${at} ${text}`).join("\n");

  const copy = () =>
    navigator.clipboard.writeText(asText()).then(
      () => toast("The log is on your clipboard"),
      () => toast.error("The browser did not let us copy", { description: "Download the log instead." }),
    );

  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col">
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <h2 id={heading} className="me-auto font-semibold font-serif text-title">
          Log
        </h2>
        {lines.length > 0 && (
          <>
            <div className="w-40">
              <TextInput
                type="search"
                aria-label="Search the log"
                placeholder="Search"
                className="h-8! text-sm"
                value={sought}
                onChange={({ target }) => setSought(target.value)}
              />
            </div>
            <IconButton label="Copy the log" size="sm" onClick={() => void copy()}>
              <Copy aria-hidden="true" />
            </IconButton>
            <IconButton label="Download the log" size="sm" onClick={() => download(asText(), `${name}.log`)}>
              <Download aria-hidden="true" />
            </IconButton>
          </>
        )}
      </div>
      <div className="relative mt-3">
        <div
          ref={box}
          onScroll={onScroll}
          role="log"
          aria-live="off"
          aria-labelledby={heading}
          // A box that scrolls must be reachable by keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
          tabIndex={0}
          data-testid="job-log"
          className="max-h-96 min-h-24 overflow-y-auto rounded-sm border border-rule bg-paper-sunk px-4 py-3 font-mono text-[0.8125rem] leading-relaxed"
        >
          {shown.length === 0 ? (
            <p className="font-sans text-ink-muted text-ui">
              {lines.length === 0 ? empty[state] : `No line says “${sought.trim()}”.`}
            </p>
          ) : (
            <ol>
              {shown.map(({ number, at, text }) => (
                <li key={number} className="flex gap-3">
                  <time dateTime={at} className="shrink-0 text-ink-muted tabular-nums" suppressHydrationWarning>
                    {clock.format(new Date(at))}
                  </time>
                  <span className="wrap-anywhere min-w-0">
                    {needle ? <Marked text={text} needle={needle} /> : text}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </div>
        {!following && state === "running" && (
          <Button size="sm" className="absolute inset-e-4 bottom-3 shadow-float" onClick={follow}>
            <ArrowDown aria-hidden="true" />
            Follow
          </Button>
        )}
      </div>
    </section>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Keeps the end of a box in view as it grows, until somebody scrolls up. */
function useFollowing(last: number) {
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `last` says that there is something new to go to
  useEffect(() => {
    if (following) toEnd();
  }, [last, following]);
  return {
    box,
    following,
    follow: () => setFollowing(true),
    onScroll() {
      const { current } = box;
      if (current) setFollowing(current.scrollHeight - current.scrollTop - current.clientHeight < nearEnd);
    },
  };
}

function Marked({ text, needle }: { text: string; needle: string }) {
  const at = text.toLowerCase().indexOf(needle);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="bg-selection text-inherit">{text.slice(at, at + needle.length)}</mark>
      {text.slice(at + needle.length)}
    </>
  );
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
