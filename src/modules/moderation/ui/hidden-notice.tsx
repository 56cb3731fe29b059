import { Notice } from "@/components/notice";
import type { ReportedKind } from "../schema";
import { kindWords } from "./words";

/** For whose it is. What moderators said, and how to answer it, is among the notifications. */
export function HiddenNotice({ what }: { what: ReportedKind }) {
  return (
    <Notice tone="warn" title={`Moderators have hidden this ${kindWords[what]}`} className="mt-6">
      You alone see it. Your notifications say why, and there you can reply.
    </Notice>
  );
}
