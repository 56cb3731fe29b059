"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/button";
import { signInHref } from "@/modules/member/ui/next-path";

const ExportDialog = dynamic(() => import("./export-dialog").then((module) => module.ExportDialog));

export interface DownloadButtonProps {
  story: { id: string; title: string };
  signedIn: boolean;
  /** Where a guest comes back to. */
  path: string;
}

/** Offers a story as a file. A file is made for a member, whose jobs keep it; guests are asked to sign in. */
export function DownloadButton({ story, signedIn, path }: DownloadButtonProps) {
  const [open, setOpen] = useState(false);
  if (!signedIn) {
    return (
      <Button asChild size="sm" variant="quiet">
        <Link href={signInHref(path)}>
          <Download aria-hidden="true" />
          Download
        </Link>
      </Button>
    );
  }
  return (
    <>
      <Button size="sm" variant="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Download aria-hidden="true" />
        Download
      </Button>
      {open && <ExportDialog story={story} open onOpenChange={setOpen} />}
    </>
  );
}
