import { z } from "zod";
import { durable } from "@/live/catalogue";
import type { Viewer } from "@/live/viewer";
import { can, type StoryState, type StoryVerb } from "./policy";
import { type StoryCard, storyCard, type Visibility, visibility } from "./schema";

/**
 * `story:published` carries the published stories of the community in one order: each publication, and whatever changes
 * or takes back one later. `story:{id}` carries the changes of one story, for those who have it open.
 */
const feedTopic = () => "story:published";
const storyTopic = ({ id }: { id: string }) => `story:${id}`;

/** The browser tab that caused the event, so that it alone can leave out what it shows already. */
const origin = z.string().max(64).nullable();

/** Who may read a story, as an event about it carries it. */
export const storyAudience = z.object({
  id: z.string(),
  authorId: z.string(),
  /** Null while the story is not published: those who write and read it with its author. */
  visibility: visibility.nullable(),
});
export type StoryAudience = z.infer<typeof storyAudience>;

export const audienceOf = ({ id, authorId, status, visibility, removedAt }: StoryState): StoryAudience => ({
  id,
  authorId,
  visibility: status === "published" && removedAt === null ? visibility : null,
});

/** Whether `viewer` may read the story; for events of other modules about what happens around one. */
export const readsStory = (viewer: Viewer, { id, authorId, visibility }: StoryAudience): boolean =>
  can(viewer, "read", {
    id,
    authorId,
    status: visibility === null ? "draft" : "published",
    visibility: visibility ?? "public",
    removedAt: null,
  });

interface StoryId {
  id: string;
  authorId: string;
}

/** A story is only announced while it is published, so its author and visibility decide who sees the event. */
const sees = (viewer: Viewer, verb: StoryVerb, { id, authorId }: StoryId, visibility: Visibility) =>
  can(viewer, verb, { id, authorId, status: "published", visibility, removedAt: null });

const ofCard = ({ id, author }: StoryCard): StoryId => ({ id, authorId: author.id });

/** A story went up, or became visible to more people. */
export const storyPublished = durable({
  name: "story.published",
  topic: feedTopic,
  payload: storyCard.extend({ origin }),
  subject: ({ id }) => id,
  visibleTo: (viewer, card) => sees(viewer, "list", ofCard(card), card.visibility),
});

/** What a card shows of a published story changed. */
const updated = {
  payload: z.object({
    type: z.literal("updated"),
    id: z.string(),
    version: z.number().int(),
    story: storyCard,
    origin,
  }),
  subject: ({ id }: { id: string }) => id,
};

export const storyUpdated = durable({
  ...updated,
  name: "story.updated",
  topic: feedTopic,
  visibleTo: (viewer, { story }) => sees(viewer, "list", ofCard(story), story.visibility),
});

/** As `story.updated`, for those who have the story open; also when only its text changed. */
export const storyTextUpdated = durable({
  ...updated,
  name: "story.text-updated",
  topic: storyTopic,
  visibleTo: (viewer, { story }) => sees(viewer, "read", ofCard(story), story.visibility),
});

/** A story can no longer be seen by some or all: unpublished, removed, or narrowed to followers. */
const withdrawn = {
  payload: z.object({
    type: z.literal("withdrawn"),
    id: z.string(),
    version: z.number().int(),
    authorId: z.string(),
    /** Under which it was visible until now. */
    before: visibility,
    /** Under which it is from now on; null when it is not published any more. */
    after: visibility.nullable(),
    origin,
  }),
  subject: ({ id }: { id: string }) => id,
  retracts: true,
};

interface Withdrawal extends StoryId {
  before: Visibility;
  after: Visibility | null;
}

const losesSight = (viewer: Viewer, verb: StoryVerb, withdrawal: Withdrawal) => {
  const { authorId, before, after } = withdrawal;
  if (viewer.memberId === authorId) return true;
  return sees(viewer, verb, withdrawal, before) && !(after && sees(viewer, verb, withdrawal, after));
};

export const storyWithdrawn = durable({
  ...withdrawn,
  name: "story.withdrawn",
  topic: feedTopic,
  visibleTo: (viewer, withdrawal) => losesSight(viewer, "list", withdrawal),
});

/** As `story.withdrawn`, for those who have the story open. */
export const storyTextWithdrawn = durable({
  ...withdrawn,
  name: "story.text-withdrawn",
  topic: storyTopic,
  visibleTo: (viewer, withdrawal) => losesSight(viewer, "read", withdrawal),
});

/** The state of one of an author's stories changed: for their studio in every tab, which shows drafts too. */
export const studioChanged = durable({
  name: "story.studio-changed",
  topic: ({ authorId }: { authorId: string }) => `member:${authorId}:studio`,
  payload: z.object({ id: z.string(), authorId: z.string(), version: z.number().int(), origin }),
  visibleTo: (viewer, { authorId }) => viewer.memberId === authorId,
});
