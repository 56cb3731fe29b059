"use client";

import { usePathname } from "next/navigation";
import { NavTabs } from "@/components/nav-tabs";

const sections = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/notifications", label: "Notifications" },
  { href: "/settings/following", label: "Following" },
  { href: "/settings/boundaries", label: "Blocked and muted" },
  { href: "/settings/export", label: "Export" },
  { href: "/settings/account", label: "Account" },
  { href: "/settings/api-keys", label: "API keys" },
  { href: "/settings/webhooks", label: "Webhooks" },
];

export function SettingsNav() {
  const pathname = usePathname();
  return (
    <div className="mx-auto mt-6 max-w-reading px-4 sm:px-6">
      <NavTabs
        label="Settings"
        items={sections.map((section) => ({ ...section, current: pathname === section.href }))}
      />
    </div>
  );
}
