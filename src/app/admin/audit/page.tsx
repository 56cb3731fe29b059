import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { listAuditInput } from "@/modules/audit/schema";
import { AuditFilter } from "@/modules/audit/ui/audit-filter";
import { AuditRow } from "@/modules/audit/ui/audit-row";
import { caller } from "@/trpc/server";
import { requireStaff } from "../require-staff";

export const metadata: Metadata = { title: "Audit log" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  await requireStaff();
  const asked = await searchParams;
  // An address that was mistyped shows what of it can be understood.
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  const input = listAuditInput.catch(listAuditInput.parse({})).parse(given);
  const { items, nextCursor } = await (await caller()).audit.list(input);
  const filtered = Boolean(input.action || input.by || input.subjectId);
  const older = new URLSearchParams({
    ...(input.action && { action: input.action }),
    ...(input.by && { by: input.by }),
    ...(input.subjectId && { subjectId: input.subjectId }),
    ...(nextCursor && { cursor: nextCursor }),
  });
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Audit log</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        What moderators and administrators did, and why. Nothing here can be changed or removed.
      </p>
      <AuditFilter action={input.action} by={input.by} />
      {items.length === 0 ? (
        <EmptyState
          title={filtered ? "Nothing fits these filters" : "Nothing was done yet"}
          text={filtered ? undefined : "The first decision of a moderator is written down here."}
          actions={
            filtered && (
              <Button asChild>
                <Link href="/admin/audit">Show all</Link>
              </Button>
            )
          }
        />
      ) : (
        <ol className="mt-6 divide-y divide-rule border-rule border-y">
          {items.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {nextCursor && (
        <div className="mt-8 text-center">
          <Button asChild>
            <Link href={`/admin/audit?${older}`}>Older</Link>
          </Button>
        </div>
      )}
    </>
  );
}
