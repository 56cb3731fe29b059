/** The pages of the settings, as they are listed beside each of them. */
export const sections = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/notifications", label: "Notifications" },
  { href: "/settings/following", label: "Following" },
  { href: "/settings/boundaries", label: "Blocked, muted, hidden" },
  { href: "/settings/export", label: "Export" },
  { href: "/settings/account", label: "Account" },
  { href: "/settings/api-keys", label: "API keys" },
  { href: "/settings/webhooks", label: "Webhooks" },
];
