"use client";

import { Bookmark, LogOut, User } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import type { Role } from "@/modules/member/schema";
import { PlaceItems } from "./place-items";
import { accountPlaces, menuPlaces, type Place } from "./places";
import { signOut } from "./sign-out";

interface AccountMenuProps {
  handle: string;
  name: string;
  image: string | null;
  role: Role;
}

export function AccountMenu({ handle, name, image, role }: AccountMenuProps) {
  return (
    <Menu
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={`Your account, ${name}`}
          data-testid="account-menu"
          className="grid size-10 shrink-0 place-items-center rounded-full pointer-coarse:size-11"
        >
          <Avatar handle={handle} src={image} />
        </button>
      }
    >
      <MenuItem asChild>
        <Link href={`/members/${handle}`}>
          <User aria-hidden="true" />
          <span className="min-w-0">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-sm opacity-75">Your page</span>
          </span>
        </Link>
      </MenuItem>
      <MenuSeparator />
      <PlaceItems />
      <MenuItem asChild>
        <Link href="/saved">
          <Bookmark aria-hidden="true" />
          Your reading
        </Link>
      </MenuItem>
      <PlaceLinks of={menuPlaces} />
      <MenuSeparator />
      <PlaceLinks of={accountPlaces(role)} />
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()} data-testid="sign-out">
        <LogOut aria-hidden="true" />
        Sign out
      </MenuItem>
    </Menu>
  );
}

function PlaceLinks({ of: places }: { of: readonly Place[] }) {
  return places.map(({ href, label, Icon }) => (
    <MenuItem key={href} asChild>
      <Link href={href}>
        <Icon aria-hidden="true" />
        {label}
      </Link>
    </MenuItem>
  ));
}
