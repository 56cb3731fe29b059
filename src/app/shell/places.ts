import { BookOpen, Feather, type LucideIcon } from "lucide-react";

/** Where the header leads, and the keys that lead there too. */
export const places: readonly { href: string; label: string; keys: string; Icon: LucideIcon }[] = [
  { href: "/community", label: "Community", keys: "g h", Icon: BookOpen },
  { href: "/studio", label: "Studio", keys: "g s", Icon: Feather },
];
