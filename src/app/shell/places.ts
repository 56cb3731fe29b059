import {
  Bookmark,
  BookOpen,
  ChartNoAxesColumn,
  Compass,
  Feather,
  History,
  ListOrdered,
  type LucideIcon,
  Users,
} from "lucide-react";

/** Where the header leads, and the keys that lead there too. */
export const places: readonly { href: string; label: string; keys: string; Icon: LucideIcon }[] = [
  { href: "/community", label: "Community", keys: "g h", Icon: BookOpen },
  { href: "/polls", label: "Polls", keys: "g p", Icon: ChartNoAxesColumn },
  { href: "/studio", label: "Studio", keys: "g s", Icon: Feather },
];

/** What a member keeps to read: views of one place, of which the menu of the account shows the first. */
export const ownPlaces: typeof places = [
  { href: "/saved", label: "Saved for later", keys: "g b", Icon: Bookmark },
  { href: "/lists", label: "Your lists", keys: "g l", Icon: ListOrdered },
  { href: "/history", label: "What you have read", keys: "g r", Icon: History },
];

/** What a member finds in the menu of the account beside what they read. */
export const menuPlaces: typeof places = [
  { href: "/welcome", label: "Stories for your taste", keys: "g d", Icon: Compass },
  { href: "/studio/readers", label: "Beta readers", keys: "g e", Icon: Users },
];
