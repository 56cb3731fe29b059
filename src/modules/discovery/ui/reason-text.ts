import { genreNames } from "@/modules/story/schema";
import type { Reason } from "../schema";

/** A reason in a few words. */
export function reasonText(reason: Reason): string {
  switch (reason.type) {
    case "tags":
      return `You like ${reason.tags.map((tag) => `#${tag}`).join(", ")}`;
    case "genre":
      return genreNames[reason.genre];
    case "words":
      return "It has words of yours";
    case "followed":
      return reason.by === 1 ? "Someone you follow follows its author" : `${reason.by} you follow follow its author`;
    case "liked":
      return reason.by === 1 ? "Someone you follow liked it" : `${reason.by} you follow liked it`;
    case "new":
      return reason.days === 0 ? "New today" : reason.days === 1 ? "New since yesterday" : `${reason.days} days old`;
    case "kudos":
      return reason.kudos === 1 ? "One reader gave kudos" : `${reason.kudos} readers gave kudos`;
  }
}
