import { TRPCClientError } from "@trpc/client";
import { type ChapterManuscript, chapterManuscript } from "@/modules/chapter/schema";
import { reasonOf, type trpc } from "@/trpc/react";
import { type ManuscriptView, manuscriptView } from "../../schema";
import {
  type ChapterDraft,
  chapterForm,
  type Details,
  detailsForm,
  savedChapter,
  savedDetails,
} from "../manuscript/forms";
import { chapterSubject, detailsSubject } from "../manuscript/journal-entry";
import type { SaveResult, Surroundings } from "../manuscript/manuscript";
import type { Saved, Texts } from "../manuscript/texts";

export type Client = ReturnType<typeof trpc.useUtils>["client"];

/** A long text over a slow line takes its time; one that takes longer is tried again. */
const saveTimeoutMs = 60_000;
const openTimeoutMs = 6_000;

/** Where a manuscript comes from and goes to. */
export interface Source<T extends Texts> extends Pick<Surroundings<T>, "form" | "subject" | "save"> {
  /** As the page was rendered with it, for where the server cannot be asked. */
  initial: Saved<T>;
  /** As the server has it now; null where it cannot be asked. */
  fetch: () => Promise<Saved<T> | null>;
}

export const fetchManuscript = (client: Client, id: string): Promise<ManuscriptView | null> =>
  client.story.manuscript.query({ id }, { signal: AbortSignal.timeout(openTimeoutMs) }).catch(() => null);

export const whoIsSignedIn = (client: Client) => client.member.me.query().catch(() => null);

/** The details of a story. @param onStory told of whatever the server says of it */
export function detailsSource(
  client: Client,
  { story, memberId }: { story: ManuscriptView; memberId: string },
  onStory: (story: ManuscriptView) => void,
): Source<Details> {
  const { id } = story;
  const take = (view: ManuscriptView) => {
    onStory(view);
    return savedDetails(view);
  };
  return {
    form: detailsForm,
    subject: detailsSubject(id),
    initial: savedDetails(story),
    fetch: async () => {
      const view = await fetchManuscript(client, id);
      return view && take(view);
    },
    save: (version, patch) =>
      attempt(
        client,
        memberId,
        async (signal) => take(await client.story.update.mutate({ id, version, ...patch }, { signal })),
        (current) => savedDetails(manuscriptView.parse(current)),
      ),
  };
}

/** The text of a chapter. @param onChapter told of whatever the server says of it */
export function chapterSource(
  client: Client,
  { chapter, memberId }: { chapter: ChapterManuscript; memberId: string },
  onChapter: (chapter: ChapterManuscript) => void,
): Source<ChapterDraft> {
  const { id } = chapter;
  const take = (view: ChapterManuscript) => {
    onChapter(view);
    return savedChapter(view);
  };
  return {
    form: chapterForm,
    subject: chapterSubject(chapter.storyId, id),
    initial: savedChapter(chapter),
    fetch: () =>
      client.chapter.manuscript.query({ id }, { signal: AbortSignal.timeout(openTimeoutMs) }).then(take, () => null),
    save: (version, patch) =>
      attempt(
        client,
        memberId,
        async (signal) => take(await client.chapter.update.mutate({ id, version, ...patch }, { signal })),
        (current) => savedChapter(chapterManuscript.parse(current)),
      ),
  };
}

async function attempt<T extends Texts>(
  client: Client,
  memberId: string,
  save: (signal: AbortSignal) => Promise<Saved<T>>,
  readCurrent: (current: unknown) => Saved<T>,
): Promise<SaveResult<T>> {
  try {
    return { kind: "saved", current: await save(AbortSignal.timeout(saveTimeoutMs)) };
  } catch (error) {
    return explain(error, client, memberId, readCurrent);
  }
}

async function explain<T extends Texts>(
  error: unknown,
  client: Client,
  memberId: string,
  readCurrent: (current: unknown) => Saved<T>,
): Promise<SaveResult<T>> {
  const reason = reasonOf(error);
  if (reason === "conflict") {
    try {
      return { kind: "conflict", current: readCurrent(detailsOf(error)?.current) };
    } catch {
      // Not what this version of the code knows: said as any other refusal.
    }
  }
  if (reason === "unauthenticated") return { kind: "signed-out" };
  if (reason === "not_found" || reason === "forbidden") {
    // It exists no more, one may not change it any more, or another member has signed in here meanwhile.
    const me = await whoIsSignedIn(client);
    if (!me) return { kind: "signed-out" };
    if (me.id !== memberId) return { kind: "other-member", name: me.name };
  }
  if (mayPass(error)) return { kind: "unreachable" };
  return { kind: "refused", message: error instanceof Error ? error.message : "The server refused it." };
}

const detailsOf = (error: unknown): Record<string, unknown> | null => {
  if (!(error instanceof TRPCClientError)) return null;
  const details: unknown = error.data?.details;
  return typeof details === "object" && details !== null ? { ...details } : null;
};

/** No answer, one that is not ours, or one that says to come back later. */
const mayPass = (error: unknown): boolean => {
  if (!(error instanceof TRPCClientError)) return true;
  const status: unknown = error.data?.httpStatus;
  return typeof status !== "number" || status >= 500 || status === 429 || status === 408;
};
