"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import type { ExportFormat } from "../schema";

const formats: readonly { format: ExportFormat; name: string; use: string }[] = [
  { format: "epub", name: "EPUB", use: "For reading apps and e-readers" },
  { format: "markdown", name: "Markdown", use: "A zip with one file for each chapter, exactly as written" },
  { format: "html", name: "HTML", use: "One page that opens in any browser" },
];

export interface ExportDialogProps {
  story: { id: string; title: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks for a story as a file; its page shows how it gets on and hands the file over. */
export function ExportDialog({ story, open, onOpenChange }: ExportDialogProps) {
  const router = useRouter();
  const [format, setFormat] = useState<ExportFormat>("epub");
  const start = trpc.transfer.export.useMutation({ onSuccess: ({ id }) => router.push(`/jobs/${id}`) });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={`Download “${story.title}”`}
      footer={
        <Button
          variant="primary"
          loading={start.isPending || start.isSuccess}
          onClick={() => start.mutate({ storyId: story.id, format })}
        >
          Make the file
        </Button>
      }
    >
      <fieldset>
        <legend className="sr-only">Format</legend>
        {formats.map(({ format: value, name, use }) => (
          <label key={value} className="flex cursor-pointer items-start gap-3 border-rule border-b py-3 last:border-0">
            <input
              type="radio"
              name="format"
              className="mt-1 size-4"
              checked={format === value}
              onChange={() => setFormat(value)}
            />
            <span>
              {name}
              <span className="block text-ink-muted text-sm">{use}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {start.error && (
        <Notice tone="danger" className="mt-4" title="It could not be started">
          {start.error.message}
        </Notice>
      )}
    </Dialog>
  );
}
