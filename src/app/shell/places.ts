import {
  Bookmark,
  BookOpen,
  ChartNoAxesColumn,
  Compass,
  Feather,
  History,
  ListOrdered,
  type LucideIcon,
} from "lucide-react";

/** Where the header leads, and the keys that lead there too. */
export const places: readonly { href: string; label: string; keys: string; Icon: LucideIcon }[] = [
  { href: "/community", label: "Community", keys: "g h", Icon: BookOpen },
  { href: "/studio", label: "Studio", keys: "g s", Icon: Feather },
];

/** What a member keeps to read: views of one place, and in the menu of the account. */
export const ownPlaces: typeof places = [
  { href: "/saved", label: "Saved for later", keys: "g b", Icon: Bookmark },
  { href: "/lists", label: "Your lists", keys: "g l", Icon: ListOrdered },
  { href: "/history", label: "What you have read", keys: "g r", Icon: History },
];

/** What the menu of the account leads to. */
export const menuPlaces: typeof places = [
  ...ownPlaces,
  { href: "/polls", label: "Polls", keys: "g p", Icon: ChartNoAxesColumn },
  { href: "/welcome", label: "Stories for your taste", keys: "g d", Icon: Compass },
];
