import { TRPCClientError } from "@trpc/client";
import { reasonOf, type trpc } from "@/trpc/react";
import { type ManuscriptView, manuscriptView } from "../../schema";
import type { SaveResult, Surroundings } from "../manuscript/manuscript";
import { savedOf } from "../manuscript/texts";

export type Client = ReturnType<typeof trpc.useUtils>["client"];

/** A long text over a slow line takes its time; one that takes longer is tried again. */
const saveTimeoutMs = 60_000;
const openTimeoutMs = 6_000;

export const fetchManuscript = (client: Client, id: string): Promise<ManuscriptView | null> =>
  client.story.manuscript.query({ id }, { signal: AbortSignal.timeout(openTimeoutMs) }).catch(() => null);

export const whoIsSignedIn = (client: Client) => client.member.me.query().catch(() => null);

export const saveToServer =
  (client: Client, id: string, memberId: string, onStory: (story: ManuscriptView) => void): Surroundings["save"] =>
  async (version, patch) => {
    try {
      const signal = AbortSignal.timeout(saveTimeoutMs);
      const story = await client.story.update.mutate({ id, version, ...patch }, { signal });
      onStory(story);
      return { kind: "saved", current: savedOf(story) };
    } catch (error) {
      return explain(error, client, memberId);
    }
  };

async function explain(error: unknown, client: Client, memberId: string): Promise<SaveResult> {
  const reason = reasonOf(error);
  if (reason === "conflict") {
    const current = manuscriptView.safeParse(detailsOf(error)?.current);
    if (current.success) return { kind: "conflict", current: savedOf(current.data) };
  }
  if (reason === "unauthenticated") return { kind: "signed-out" };
  if (reason === "not_found") {
    // It exists no more, or it is somebody else's: that of the member who has signed in here meanwhile.
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
