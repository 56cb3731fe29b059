import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { RelativeTime } from "@/components/relative-time";
import { TextInput } from "@/components/text-input";
import { RolePicker } from "@/modules/moderation/ui/role-picker";
import { caller, pageActor } from "@/trpc/server";
import { forAdmins } from "../for-admins";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ searchParams }: { searchParams: Promise<{ q?: unknown }> }) {
  await forAdmins();
  const given = (await searchParams).q;
  const q = typeof given === "string" ? given.trim().slice(0, 60) : "";
  const [found, me] = await Promise.all([(await caller()).moderation.members({ q }), pageActor()]);
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Members</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        A moderator looks after what is reported; an administrator may do all. Whoever gets or loses a role has it at
        once, and it is in the audit log.
      </p>
      <Form action="/admin/members" role="search" className="mt-6 flex max-w-md items-end gap-2">
        <div className="flex-1">
          <label htmlFor="member-search" className="font-medium text-sm">
            Handle or name
          </label>
          <TextInput id="member-search" type="search" name="q" defaultValue={q} maxLength={60} className="mt-1" />
        </div>
        <Button type="submit">Find</Button>
      </Form>
      {found.length === 0 ? (
        <EmptyState title="Nobody of this name" text="Look for how the handle or the name begins." />
      ) : (
        <ul
          aria-label={q ? `Members like ${q}` : "Those with a role, and the newest"}
          className="mt-6 divide-y divide-rule border-rule border-y"
        >
          {found.map(({ id, handle, name, image, role, joinedAt, suspended }) => (
            <li
              key={id}
              data-testid="member"
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
            >
              <div className="flex min-w-0 flex-1 basis-60 items-center gap-3">
                <Avatar handle={handle} src={image} />
                <div className="min-w-0">
                  <p className="wrap-anywhere">
                    <Link href={`/members/${handle}`} className="rounded-sm font-medium hover:text-accent">
                      {name}
                    </Link>{" "}
                    <span className="text-ink-muted text-sm">@{handle}</span>
                  </p>
                  <p className="text-ink-muted text-sm">
                    Joined <RelativeTime dateTime={joinedAt} />
                    {suspended && ", suspended"}
                  </p>
                </div>
              </div>
              {me.kind === "member" && me.id === id ? (
                <p className="text-ink-muted text-sm">You, an administrator</p>
              ) : (
                // Anew where the role is another: it knows of one alone.
                <RolePicker key={role} handle={handle} role={role} />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
