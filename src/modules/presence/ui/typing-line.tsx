"use client";

import { useEffect, useState } from "react";
import { trpc } from "@/trpc/react";

/** Who was heard to write this long ago, in milliseconds, writes no more. */
const fadeMs = 6_000;
/** While one writes, the others are told this often. */
const againMs = 3_000;

/** Who writes below a story, for some seconds after each sign of it. Not said aloud: it comes and goes. */
export function TypingLine({ storyId }: { storyId: string }) {
  const [writers, setWriters] = useState<readonly { id: string; name: string; until: number }[]>([]);
  trpc.presence.watch.useSubscription(
    { room: `story:${storyId}` },
    {
      onData(message) {
        const said = "data" in message ? message.data : message;
        if (!("type" in said) || said.type !== "typing") return;
        const { id, name } = said.person;
        setWriters((known) => [...known.filter((one) => one.id !== id), { id, name, until: Date.now() + fadeMs }]);
      },
    },
  );
  useEffect(() => {
    const [first] = writers;
    if (!first) return;
    const timer = setTimeout(
      () => setWriters((known) => known.filter(({ until }) => until > Date.now())),
      Math.max(0, first.until - Date.now()) + 1,
    );
    return () => clearTimeout(timer);
  }, [writers]);
  return (
    <p data-testid="typing" className="h-6 truncate text-ink-muted text-sm italic">
      {sentence(writers.map(({ name }) => name))}
    </p>
  );
}

function sentence([first, second, ...others]: string[]): string {
  if (!first) return "";
  if (!second) return `${first} is replying …`;
  return others.length === 0 ? `${first} and ${second} are replying …` : `${first} and others are replying …`;
}

/** Tells the readers of a story that one writes; to be called at each key. */
export function useTyping(storyId: string, at: string | null): () => void {
  const { mutate } = trpc.presence.typing.useMutation();
  const [told] = useState({ at: Number.NEGATIVE_INFINITY });
  return () => {
    const now = performance.now();
    if (now - told.at < againMs) return;
    told.at = now;
    mutate({ room: `story:${storyId}`, ...(at && { at }) });
  };
}
