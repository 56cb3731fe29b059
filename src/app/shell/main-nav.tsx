"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { places } from "./places";

export function MainNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="max-sm:hidden">
      <ul className="flex">
        {places.map(({ href, label }) => {
          const current = pathname === href || (href === "/community" && pathname === "/");
          return (
            // Between phone and tablet there is room for two; the footer has them all.
            <li key={href} className={href === "/polls" ? "max-md:hidden" : undefined}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={clsx(
                  "flex h-(--header-height) items-center border-y-2 border-t-transparent px-3 font-medium text-[0.9375rem] -outline-offset-4",
                  current
                    ? "border-b-accent text-ink"
                    : "border-b-transparent text-ink-muted hover:border-b-rule-strong hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
