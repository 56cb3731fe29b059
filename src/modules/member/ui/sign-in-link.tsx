"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";
import { signInHref } from "./next-path";

/** To the sign-in page, and back here afterwards. */
export function SignInLink(props: Omit<ComponentProps<typeof Link>, "href">) {
  return <Link {...props} href={signInHref(usePathname())} />;
}
