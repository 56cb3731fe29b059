import type { DataOf } from "./catalogue";
import type { NotificationView } from "./schema";

const pauses = {
  failing: " is paused: it has failed for three days",
  gone: " is paused: its receiver says that it is gone",
  secret: " is paused: its secret was lost here, and needs to be changed",
};

/** A piece of a sentence; `strong` is a name or a title. */
export type Piece = string | { strong: string };

/** What a notification says, as pieces of one sentence without its full stop. */
export function sentenceOf(view: NotificationView): Piece[] {
  const { story, actorCount, occurrences } = view;
  const who = whoOf(view);
  const title: Piece = story ? { strong: story.title } : "a story that is gone";
  switch (view.type) {
    case "story.new":
      return [...who, " published ", title];
    case "chapter.new":
      return [
        title,
        occurrences > 1 ? ` has ${occurrences} new chapters` : ` has a new chapter, the ${ordinal(view.data.number)}`,
      ];
    case "series.story":
      return [...who, " added ", title, " to the series ", { strong: view.data.title }];
    case "comment.new":
      return [...who, " commented on ", title];
    case "comment.reply":
      return [...who, " answered your comment on ", title];
    case "mention":
      return [...who, " mentioned you below ", title];
    case "reaction.new":
      return [...who, " reacted to ", title];
    case "follow.new":
      return [...who, actorCount > 1 ? " follow you" : " follows you"];
    case "invitation":
      return [...who, " invited you to work on ", title];
    case "job.finished":
      return [{ strong: view.data.title }, " is done"];
    case "job.failed":
      return [{ strong: view.data.title }, ` failed: ${view.data.reason}`];
    case "discovery.completed":
      return [
        view.data.found === 1
          ? "One story for your taste was found"
          : `${view.data.found} stories for your taste were found`,
      ];
    case "poll.closing":
      return ["The poll ", { strong: view.data.question }, " closes soon and waits for your answer"];
    case "poll.closed":
      return view.data.winner
        ? ["The poll ", { strong: view.data.question }, " is decided: ", { strong: view.data.winner }]
        : ["The poll ", { strong: view.data.question }, " has closed"];
    case "story.overdue":
      return [title, " could not be published on time"];
    case "moderation.notice":
      return moderationSentence(view.data);
    case "report.decided":
      return [
        "Moderators have looked at what you reported, ",
        { strong: view.data.title },
        view.data.acted ? ", and did something about it" : ", and found that it may stay",
      ];
    case "webhook.paused":
      return ["The webhook ", { strong: view.data.name }, pauses[view.data.because]];
    case "usage.alert":
      return [`You have used ${view.data.percent} % of ${view.data.what}`];
    case "notice.system":
      return [view.data.text];
  }
}

function moderationSentence({ what, title, reason }: DataOf<"moderation.notice">): Piece[] {
  const about: Piece = { strong: title };
  switch (what) {
    case "hidden":
      return ["Moderators have hidden ", about, `: ${reason}`];
    case "restored":
      return [about, " can be read again"];
    case "warned":
      return ["Moderators have warned you about ", about, `: ${reason}`];
    case "withdrawn":
      return ["Moderators have taken back their warning about ", about];
    case "unbanned":
      return ["Your suspension is over. Welcome back"];
    case "upheld":
      return ["Moderators have answered you about ", about, `: ${reason}`];
  }
}

/** "Ana", "Ana and Ben", "Ana and 4 others". */
function whoOf({ actors, actorCount }: NotificationView): Piece[] {
  const [first, second] = actors;
  if (!first) return ["Somebody who has left"];
  if (actorCount === 2 && second) return [{ strong: first.name }, " and ", { strong: second.name }];
  if (actorCount <= 1) return [{ strong: first.name }];
  return [{ strong: first.name }, ` and ${actorCount - 1} others`];
}

const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ordinal = (number: number) => `${number}${suffixes[ordinals.select(number)] ?? "th"}`;

export const plainText = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.strong)).join("");

/** Where it leads, as a path. */
export function hrefOf(view: NotificationView): string {
  const story = view.story ? `/stories/${view.story.slug}` : "/community";
  switch (view.type) {
    case "story.new":
    case "series.story":
    case "reaction.new":
      return story;
    case "chapter.new":
      return view.occurrences > 1 ? story : `${story}/${view.data.number}`;
    case "comment.new":
    case "comment.reply":
    case "mention":
      return `${story}#comment-${view.data.commentId}`;
    case "follow.new":
      return view.actors[0] ? `/members/${view.actors[0].handle}` : "/notifications";
    case "invitation":
      return "/studio";
    case "story.overdue":
      return `/studio/${view.subject}`;
    case "job.finished":
    case "job.failed":
      return `/jobs/${view.subject}`;
    case "discovery.completed":
      return `/welcome/${view.subject}`;
    case "poll.closing":
    case "poll.closed":
      return `/polls/${view.data.slug}`;
    case "moderation.notice":
      return `/notices/${view.subject}`;
    case "report.decided":
      return "/notifications";
    case "webhook.paused":
      return "/settings/webhooks";
    case "usage.alert":
      return view.data.href;
    case "notice.system":
      return view.data.href ?? "/notifications";
  }
}
