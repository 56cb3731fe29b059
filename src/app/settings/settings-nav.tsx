"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { NavTabs } from "@/components/nav-tabs";
import { sections } from "./sections";

/** Tabs above the page; beside it where there is room for all of them. */
export function SettingsNav() {
  const pathname = usePathname();
  const items = sections.map((section) => ({ ...section, current: pathname === section.href }));
  return (
    <>
      <div className="mx-auto mt-6 w-full max-w-reading px-4 sm:px-6 lg:hidden">
        <NavTabs label="Settings" items={items} />
      </div>
      <nav aria-label="Settings" className="pt-12 max-lg:hidden">
        <ul className="sticky top-[calc(var(--header-height)+2rem)] border-rule border-s">
          {items.map(({ href, label, current }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={clsx(
                  "-ms-px block border-s-2 py-2 ps-4 font-medium text-ui -outline-offset-2",
                  current
                    ? "border-accent text-ink"
                    : "border-transparent text-ink-muted hover:border-rule-strong hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
