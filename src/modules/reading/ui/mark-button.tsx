"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";

export interface MarkButtonProps {
  storyId: string;
  /** Null for the whole story. */
  chapterId: string | null;
  read: boolean;
}

/** Marks what is open as read, or as unread again. */
export function MarkButton({ storyId, chapterId, read }: MarkButtonProps) {
  const router = useRouter();
  const [refreshing, startRefresh] = useTransition();
  const { mutate, isPending } = trpc.reading.mark.useMutation({
    onSuccess: () => startRefresh(() => router.refresh()),
    onError: () => toast.error("That was not kept", { description: "Try again in a moment." }),
  });
  return (
    <Button
      size="sm"
      variant="quiet"
      aria-pressed={read}
      loading={isPending || refreshing}
      onClick={() => mutate({ storyId, ...(chapterId && { chapterId }), read: !read })}
    >
      <Check aria-hidden="true" className={read ? "text-live" : undefined} />
      {read ? "Read" : "Mark as read"}
    </Button>
  );
}
