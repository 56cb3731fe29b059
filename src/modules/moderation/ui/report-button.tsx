"use client";

import { Flag } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import type { ReportedKind } from "../schema";
import { ReportDialog } from "./report-dialog";
import { kindWords } from "./words";

/** For members, about what is not theirs. */
export function ReportButton({ kind, id }: { kind: ReportedKind; id: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="quiet" onClick={() => setOpen(true)} aria-label={`Report this ${kindWords[kind]}`}>
        <Flag aria-hidden="true" />
        Report
      </Button>
      <ReportDialog kind={kind} id={id} open={open} onOpenChange={setOpen} />
    </>
  );
}
