import {
  Bell,
  Bookmark,
  BookOpen,
  ChartNoAxesColumn,
  Compass,
  Feather,
  History,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Settings,
  Shield,
  Users,
} from "lucide-react";
import type { Role } from "@/modules/member/schema";

export interface Place {
  href: string;
  label: string;
  /** The keys that lead there. */
  keys?: string;
  Icon: LucideIcon;
}

/** Where the header leads. */
export const places: readonly Place[] = [
  { href: "/community", label: "Community", keys: "g h", Icon: BookOpen },
  { href: "/polls", label: "Polls", keys: "g p", Icon: ChartNoAxesColumn },
  { href: "/studio", label: "Studio", keys: "g s", Icon: Feather },
];

/** What a member keeps to read: views of one place, of which the menu of the account shows the first. */
export const ownPlaces: readonly Place[] = [
  { href: "/saved", label: "Saved for later", keys: "g b", Icon: Bookmark },
  { href: "/lists", label: "Your lists", keys: "g l", Icon: ListOrdered },
  { href: "/history", label: "What you have read", keys: "g r", Icon: History },
];

/** What a member finds in the menu of the account beside what they read. */
export const menuPlaces: readonly Place[] = [
  { href: "/welcome", label: "Stories for your taste", keys: "g d", Icon: Compass },
  { href: "/studio/readers", label: "Beta readers", keys: "g e", Icon: Users },
];

const bellPlace: Place = { href: "/notifications", label: "Notifications", keys: "g n", Icon: Bell };

/** At the end of the menu of the account. */
export const accountPlaces = (role: Role): readonly Place[] => [
  { href: "/jobs", label: "Jobs", Icon: ListChecks },
  { href: "/settings", label: "Settings", Icon: Settings },
  ...(role === "admin" ? [{ href: "/admin", label: "Administration", Icon: Shield }] : []),
  ...(role === "moderator" ? [{ href: "/admin/moderation", label: "Moderation", Icon: Shield }] : []),
];

/** All that someone can go to; null is a guest. */
export const placesOf = (role: Role | null): readonly Place[] => [
  ...places,
  ...ownPlaces,
  ...menuPlaces,
  ...(role ? [bellPlace, ...accountPlaces(role)] : []),
];
