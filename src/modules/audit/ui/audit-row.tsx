import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { type AuditEntry, auditWords } from "../schema";

/** One act as a sentence, with what was said about it. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { actorHandle, action, subjectKind, subject, details, at } = entry;
  const said = Object.entries(details).filter((detail): detail is [string, string] => Boolean(detail[1]));
  return (
    <li className="py-4" data-testid="audit-entry">
      <p className="wrap-anywhere">
        <Link href={`/members/${actorHandle}`} className="rounded-sm font-medium hover:text-accent">
          @{actorHandle}
        </Link>{" "}
        {auditWords[action]} the {subjectKind} <strong className="font-medium">{subject}</strong>
      </p>
      {said.length > 0 && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
          {said.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-muted first-letter:uppercase">{name}</dt>
              <dd className="wrap-anywhere whitespace-pre-line">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-1 text-ink-muted text-sm">
        <RelativeTime dateTime={at} />
      </p>
    </li>
  );
}
