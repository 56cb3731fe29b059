"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { reasonOf, trpc } from "@/trpc/react";
import { roleNames } from "./role-names";

/** Invitations that wait for an answer. */
export function Invitations() {
  const { data = [] } = trpc.collaboration.invitations.useQuery();
  const utils = trpc.useUtils();
  const router = useRouter();
  const after = {
    onSuccess: () => router.refresh(),
    onError: (error: unknown) =>
      toast.error(reasonOf(error) === "not_found" ? "The invitation was taken back" : "That did not work. Try again."),
    onSettled: () => Promise.all([utils.collaboration.invalidate(), utils.story.mine.invalidate()]),
  };
  const accept = trpc.collaboration.accept.useMutation(after);
  const decline = trpc.collaboration.decline.useMutation(after);
  return (
    <div className="flex flex-col gap-3 not-empty:mt-6">
      {data.map(({ story, author, role }) => (
        <Notice
          key={story.id}
          title={`${author.name} invites you to “${story.title}”`}
          actions={
            <>
              <Button size="sm" variant="quiet" onClick={() => decline.mutate({ storyId: story.id })}>
                Decline
              </Button>
              <Button size="sm" variant="primary" onClick={() => accept.mutate({ storyId: story.id })}>
                Accept
              </Button>
            </>
          }
        >
          {roleNames[role].does}
        </Notice>
      ))}
    </div>
  );
}
