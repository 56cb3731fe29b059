"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";

/** A button, since programs that look into mails open every link in them. */
export function StopDigests({ stopKey }: { stopKey: string }) {
  const stop = trpc.notification.stopDigests.useMutation();
  if (stop.isSuccess) return <p role="status">Stopped. You will find everything in the bell when you come back.</p>;
  return (
    <>
      <Button variant="primary" loading={stop.isPending} onClick={() => stop.mutate({ key: stopKey })}>
        Stop the e-mails
      </Button>
      {stop.isError && (
        <Notice role="alert" tone="danger" className="mt-6">
          {stop.error.message}
        </Notice>
      )}
    </>
  );
}
