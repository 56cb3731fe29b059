import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CasePage } from "@/modules/moderation/ui/case-page";
import { AppError } from "@/platform/errors";
import { caller } from "@/trpc/server";
import { requireStaff } from "../../require-staff";

export const metadata: Metadata = { title: "Case" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const moderator = await requireStaff();
  if (!z.uuid().safeParse(id).success) notFound();
  const first = await (await caller()).moderation.byId({ id }).catch((error: unknown) => {
    if (error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found") notFound();
    throw error;
  });
  return (
    <>
      <p className="mt-6 text-ui">
        <Link href="/admin/moderation" className="link">
          All cases
        </Link>
      </p>
      <CasePage key={id} first={first} memberId={moderator.id} />
    </>
  );
}
