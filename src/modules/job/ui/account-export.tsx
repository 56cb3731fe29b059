"use client";

import { FileDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";
import type { JobPage } from "../schema";
import { JobRow } from "./job-row";
import { useMyJobs } from "./use-my-jobs";

/** Asks for an export of the account, and lists those that were asked for. */
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
        <FileDown aria-hidden="true" />
        Export your account
      </Button>
      {items.length > 0 && (
        <>
          <h2 className="mt-12 font-semibold font-serif text-title">Your exports</h2>
          <ul className="mt-3 divide-y divide-rule border-rule border-y">
            {items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
