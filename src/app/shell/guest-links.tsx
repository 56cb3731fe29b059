"use client";

import { LogIn, Menu as MenuIcon, UserPlus } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem } from "@/components/menu";
import { safeNext, signInHref, signUpHref } from "@/modules/member/ui/next-path";
import { PlaceItems } from "./place-items";

/** Sign in and sign up, each leading back to here. */
export function GuestLinks() {
  const pathname = usePathname();
  const search = useSearchParams();
  // On the sign-in page itself "here" is where one was before.
  const here = search.get("next") ? safeNext(search.get("next")) : pathname + (search.size > 0 ? `?${search}` : "");
  return (
    <>
      <Button asChild variant="quiet" className="touch-target h-9! px-2.5!">
        <Link href={signInHref(here)}>Sign in</Link>
      </Button>
      <Button asChild variant="primary" className="touch-target h-9! max-sm:hidden">
        <Link href={signUpHref(here)}>Sign up</Link>
      </Button>
      <div className="sm:hidden">
        <Menu
          trigger={
            <IconButton label="Menu">
              <MenuIcon aria-hidden="true" />
            </IconButton>
          }
        >
          <PlaceItems />
          <MenuItem asChild>
            <Link href={signInHref(here)}>
              <LogIn aria-hidden="true" />
              Sign in
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href={signUpHref(here)}>
              <UserPlus aria-hidden="true" />
              Sign up
            </Link>
          </MenuItem>
        </Menu>
      </div>
    </>
  );
}
