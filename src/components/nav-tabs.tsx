import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { NavTabsRow } from "./nav-tabs-row";

export type NavTab = { href: string; label: ReactNode; current: boolean; count?: number };

export type NavTabsProps = Omit<ComponentProps<"nav">, "children" | "aria-label"> & {
  /** Names the landmark, since a page has several. */
  label: string;
  items: readonly NavTab[];
};

/** Views of one place, each with its own address: links, not ARIA tabs. */
export function NavTabs({ label, items, className, ...props }: NavTabsProps) {
  return (
    <nav {...props} aria-label={label} className={clsx("border-rule border-b", className)}>
      <NavTabsRow>
        {items.map((item) => (
          <li key={item.href} className="shrink-0">
            <Link
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className={clsx(
                "flex items-baseline gap-1.5 border-b-2 px-1 py-2.5 font-medium text-ui -outline-offset-2",
                item.current
                  ? "border-accent text-ink"
                  : "border-transparent text-ink-muted hover:border-rule-strong hover:text-ink",
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <span className="font-normal text-ink-muted text-sm tabular-nums">{item.count}</span>
              )}
            </Link>
          </li>
        ))}
      </NavTabsRow>
    </nav>
  );
}
