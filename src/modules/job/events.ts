import { durable, ephemeral } from "@/live/catalogue";
import type { Viewer } from "@/live/viewer";
import { jobChange, jobTick } from "./schema";

/** `job:{id}` carries what happens to one job; `member:{id}:jobs` the same for all jobs of a member. */
const ofJob = ({ id }: { id: string }) => `job:${id}`;
const ofOwner = ({ ownerId }: { ownerId: string }) => `member:${ownerId}:jobs`;
const isOwner = (viewer: Viewer, { ownerId }: { ownerId: string }) => viewer.memberId === ownerId;

export const jobChanged = durable({
  name: "job.changed",
  topic: ofJob,
  payload: jobChange,
  visibleTo: isOwner,
});

export const myJobChanged = durable({
  name: "job.changed-mine",
  topic: ofOwner,
  payload: jobChange,
  visibleTo: isOwner,
});

export const jobTicked = ephemeral({
  name: "job.ticked",
  topic: ofJob,
  payload: jobTick,
  visibleTo: isOwner,
  newest: ({ id }) => id,
});

/** Without log, items and text: a list shows none of them. */
export const myJobTicked = ephemeral({
  name: "job.ticked-mine",
  topic: ofOwner,
  payload: jobTick,
  visibleTo: isOwner,
  newest: ({ id }) => id,
});
