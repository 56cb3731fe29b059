import type { Prisma } from "@/generated/prisma/client";
import type { MemberActor } from "@/modules/member/actor";
import { readable } from "@/modules/story/queries";

const storyName = { select: { slug: true, title: true, author: { select: { handle: true } } } } as const;
const memberName = { select: { handle: true, name: true } } as const;
const byTime = { orderBy: { createdAt: "asc" } } as const;
const options = {
  orderBy: { number: "asc" },
  select: { number: true, text: true, startsAt: true, endsAt: true },
} as const;

/** What the export of an account holds of its member; of what others have made, where it is. */
export function accountColumns(actor: MemberActor) {
  const ofReadable = { story: readable(actor) };
  return {
    handle: true,
    name: true,
    email: true,
    bio: true,
    createdAt: true,
    invisible: true,
    highestRating: true,
    avoidedWarnings: true,
    stories: {
      ...byTime,
      select: {
        id: true,
        slug: true,
        title: true,
        status: true,
        visibility: true,
        words: true,
        createdAt: true,
        publishedAt: true,
        removedAt: true,
      },
    },
    series: {
      ...byTime,
      select: {
        slug: true,
        title: true,
        blurb: true,
        createdAt: true,
        entries: { orderBy: { position: "asc" }, select: { position: true, addedAt: true, story: storyName } },
      },
    },
    collaborations: {
      where: ofReadable,
      orderBy: { invitedAt: "asc" },
      select: { story: storyName, role: true, invitedAt: true, acceptedAt: true },
    },
    draftWizard: { select: { idea: true, genre: true, tone: true, length: true, audience: true, updatedAt: true } },
    following: { ...byTime, select: { author: memberName, createdAt: true } },
    followedSeries: {
      ...byTime,
      where: { series: { hiddenAt: null } },
      select: {
        series: { select: { slug: true, title: true, author: { select: { handle: true } } } },
        createdAt: true,
      },
    },
    followedTags: { ...byTime, select: { tag: true, createdAt: true } },
    readingLists: {
      ...byTime,
      select: {
        slug: true,
        title: true,
        note: true,
        open: true,
        createdAt: true,
        entries: {
          where: ofReadable,
          orderBy: { position: "asc" },
          select: { position: true, addedAt: true, story: storyName },
        },
      },
    },
    reads: { where: ofReadable, orderBy: { firstAt: "asc" }, select: { story: storyName, firstAt: true } },
    places: {
      where: ofReadable,
      orderBy: { readAt: "asc" },
      select: {
        story: storyName,
        chapter: { select: { position: true } },
        fraction: true,
        readAt: true,
        finishedAt: true,
      },
    },
    readerSettings: { select: { settings: true, updatedAt: true } },
    polls: {
      ...byTime,
      select: {
        slug: true,
        kind: true,
        question: true,
        description: true,
        multiple: true,
        timeZone: true,
        visibility: true,
        resultsFor: true,
        guests: true,
        closesAt: true,
        closedAt: true,
        winners: true,
        createdAt: true,
        story: storyName,
        options,
      },
    },
    pollResponses: {
      ...byTime,
      select: {
        poll: { select: { slug: true, question: true, options } },
        yes: true,
        maybe: true,
        createdAt: true,
        editedAt: true,
      },
    },
    comments: {
      ...byTime,
      where: { removedAt: null },
      select: { story: storyName, body: true, createdAt: true, editedAt: true },
    },
    reactions: { ...byTime, select: { story: storyName, createdAt: true } },
    bookmarks: { ...byTime, select: { story: storyName, createdAt: true } },
    savedSearches: { ...byTime, select: { name: true, terms: true, createdAt: true, openedAt: true } },
    unwantedTags: { ...byTime, select: { tag: true, createdAt: true } },
    unwantedStories: { ...byTime, select: { story: storyName, createdAt: true } },
    boundaries: { ...byTime, select: { kind: true, other: memberName, createdAt: true } },
    notificationPreferences: { select: { type: true, channel: true, enabled: true } },
    notificationSettings: { select: { digest: true, timeZone: true } },
    feedback: {
      ...byTime,
      select: { kind: true, text: true, page: true, userAgent: true, appVersion: true, createdAt: true, doneAt: true },
    },
    avatar: { select: { bytes: true } },
  } satisfies Prisma.MemberSelect;
}
