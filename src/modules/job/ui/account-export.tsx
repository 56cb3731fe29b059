"use client";

import { Archive } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";
import type { JobPage } from "../schema";
import { JobRow } from "./job-row";
import { useMyJobs } from "./use-my-jobs";

/** Asks for an archive of the account, and lists those that were asked for. */
export function AccountExport({ first }: { first: JobPage }) {
  const router = useRouter();
  const { items } = useMyJobs(first, { kind: "account-export", limit: 5 });
  const request = trpc.member.requestExport.useMutation({
    onSuccess: ({ id }) => router.push(`/jobs/${id}`),
    onError: () => toast.error("That did not reach the server. Try again in a moment."),
  });
  return (
    <>
      <Button
        variant="primary"
        className="mt-6"
        loading={request.isPending || request.isSuccess}
        onClick={() => request.mutate()}
      >
        <Archive aria-hidden="true" />
        Pack the archive
      </Button>
      {items.length > 0 && (
        <>
          <h3 className="mt-10 font-semibold">Asked for before</h3>
          <ul className="mt-2 divide-y divide-rule border-rule border-y">
            {items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
