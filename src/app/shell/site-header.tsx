import { PenLine } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { ThemeToggle } from "@/components/theme-toggle";
import { Wordmark } from "@/components/wordmark";
import { JobTray } from "@/modules/job/ui/job-tray";
import { trayLimit } from "@/modules/job/ui/tray-limit";
import type { Actor, MemberActor } from "@/modules/member/actor";
import { Bell } from "@/modules/notification/ui/bell";
import { caller } from "@/trpc/server";
import { AccountMenu } from "./account-menu";
import { GuestLinks } from "./guest-links";
import { HeaderSearch } from "./header-search";
import { MainNav } from "./main-nav";
import { StatusChip } from "./status-chip";

/** The narrowest have no room for the way to the studio either, which is in the menu, too. */
const yieldsToTray = "group-has-[[data-testid=job-tray]]/tools:max-[23rem]:hidden!";

/** On a phone the places to go lie in the menu at the end: the account's, or a guest's. */
export function SiteHeader({ actor }: { actor: Actor }) {
  const member = actor.kind === "member" ? actor : null;
  return (
    <header className="focus-mode:hidden print:hidden sticky top-0 z-30 border-rule border-b bg-paper">
      <div className="mx-auto flex h-(--header-height) max-w-page items-center gap-1 px-4 sm:gap-2 sm:px-6">
        <Link href="/community" className="touch-target relative me-2 shrink-0 rounded-sm pt-0.5 sm:me-4">
          <Wordmark />
        </Link>
        <MainNav />
        {/* Growing to the left, into empty space, chip and tray move nothing. */}
        <div className="group/tools ms-auto flex items-center gap-1 sm:gap-2">
          <StatusChip />
          <HeaderSearch />
          {member && <MemberTray />}
          {/* A narrow phone has no room for both. */}
          <span className="contents group-has-[[data-testid=job-tray]]/tools:max-[26rem]:hidden max-[22rem]:*:hidden">
            <ThemeToggle />
          </span>
          <Button
            asChild
            variant={member ? "primary" : "secondary"}
            className={
              member ? `touch-target h-9! max-sm:w-10 max-sm:px-0! ${yieldsToTray}` : "touch-target h-9! max-md:hidden"
            }
          >
            <Link href="/studio?new=1">
              <PenLine aria-hidden="true" />
              <span className={member ? "max-sm:sr-only" : undefined}>Write</span>
            </Link>
          </Button>
          {member && <MemberBell />}
          {member ? <AccountMenuOf member={member} /> : <GuestLinks />}
        </div>
      </div>
    </header>
  );
}

/** Not the whole actor: what a client component is given is in the page. */
function AccountMenuOf({ member: { handle, name, image, role } }: { member: MemberActor }) {
  return <AccountMenu handle={handle} name={name} image={image} role={role} />;
}

async function MemberBell() {
  return <Bell initial={await (await caller()).notification.unreadCount()} />;
}

async function MemberTray() {
  return <JobTray first={await (await caller()).job.list({ state: "active", limit: trayLimit })} />;
}
