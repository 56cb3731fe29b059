"use client";

import { usePathname } from "next/navigation";
import { NavTabs } from "@/components/nav-tabs";
import type { Role } from "@/modules/member/schema";

const sections = [
  { href: "/admin", label: "Overview", adminsOnly: true },
  { href: "/admin/health", label: "Health", adminsOnly: true },
  { href: "/admin/connections", label: "Connections", adminsOnly: true },
  { href: "/admin/members", label: "Members", adminsOnly: true },
  { href: "/admin/notices", label: "Notices", adminsOnly: true },
  { href: "/admin/moderation", label: "Moderation" },
  { href: "/admin/feedback", label: "Feedback" },
  { href: "/admin/audit", label: "Audit" },
];

export function AdminNav({ role }: { role: Role }) {
  const pathname = usePathname();
  return (
    <NavTabs
      label="Administration"
      className="mt-6"
      items={sections
        .filter(({ adminsOnly }) => !adminsOnly || role === "admin")
        .map(({ href, label }) => ({
          href,
          label,
          current: pathname === href || (href !== "/admin" && pathname.startsWith(`${href}/`)),
        }))}
    />
  );
}
