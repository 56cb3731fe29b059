import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { FormPage } from "@/app/shell/form-page";
import { Button } from "@/components/button";

export const metadata: Metadata = { title: "Goodbye", robots: { index: false } };

interface Props {
  searchParams: Promise<{ until?: string | string[] }>;
}

/** Where one is after asking for the deletion of an account. */
export default async function GoodbyePage({ searchParams }: Props) {
  const until = z.iso.datetime().safeParse((await searchParams).until);
  const day = until.success
    ? new Date(until.data).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" })
    : "two weeks from now";
  return (
    <FormPage
      title="Goodbye, for now"
      lead={`You are signed out everywhere. Your account is deleted on ${day}. Should you change your mind, sign in before then, and everything is as it was.`}
    >
      <Button asChild>
        <Link href="/sign-in">Sign in and stay</Link>
      </Button>
    </FormPage>
  );
}
