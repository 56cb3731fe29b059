"use client";

import { toast } from "sonner";
import { Button } from "@/components/button";
import { RelativeTime } from "@/components/relative-time";
import { trpc } from "@/trpc/react";
import type { SessionView } from "../schema";
import { describeDevice } from "./describe-device";

/** Where one is signed in; each but this one can be ended. */
export function Sessions({ initial }: { initial: SessionView[] }) {
  const utils = trpc.useUtils();
  const { data: sessions } = trpc.member.sessions.useQuery(undefined, { initialData: initial });
  const ended = {
    onSuccess: () => utils.member.sessions.invalidate(),
    onError: ({ message }: { message: string }) => void toast.error(message),
  };
  const end = trpc.member.endSession.useMutation(ended);
  const endOthers = trpc.member.endOtherSessions.useMutation(ended);
  const others = sessions.filter(({ current }) => !current).length;
  return (
    <>
      <ul className="mt-4 border-rule border-t" aria-live="polite">
        {sessions.map(({ id, current, userAgent, address, createdAt, lastSeenAt }) => (
          <li
            key={id}
            data-testid="session"
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-rule border-b py-4"
          >
            <div>
              <p>
                {describeDevice(userAgent)}
                {current && <span className="ms-2 text-live text-sm">this one</span>}
              </p>
              <p className="mt-0.5 text-ink-muted text-sm">
                {address && `${address} · `}since{" "}
                {new Date(createdAt).toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: "UTC" })}
                {!current && (
                  <>
                    , last seen <RelativeTime dateTime={lastSeenAt} />
                  </>
                )}
              </p>
            </div>
            {!current && (
              <Button
                size="sm"
                loading={end.isPending && end.variables?.id === id}
                onClick={() => end.mutate({ id })}
                aria-label={`Sign out: ${describeDevice(userAgent)}`}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others > 1 && (
        <Button className="mt-4" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          Sign out everywhere else
        </Button>
      )}
    </>
  );
}
