import { isOver, type JobChange, type JobPage, type JobSummary, type JobTick } from "../schema";

/** A list of the member's jobs, the newest first. */
export interface MyJobs {
  items: JobSummary[];
  nextCursor: string | null;
  /** Begun since the list was read, the newest first. */
  begun: JobSummary[];
}

export type MyJobsNews =
  | { type: "heard"; update: JobChange | JobTick }
  | { type: "read"; page: JobPage }
  | { type: "continued"; page: JobPage }
  | { type: "shown" }
  /** Those that are over leave the list. */
  | { type: "cleared" };

export const listOf = ({ items, nextCursor }: JobPage): MyJobs => ({ items, nextCursor, begun: [] });

export function follow(state: MyJobs, news: MyJobsNews): MyJobs {
  switch (news.type) {
    case "heard":
      return news.update.type === "ticked" ? tick(state, news.update) : change(state, news.update.job);
    case "read": {
      const known = new Map([...state.begun, ...state.items].map((job) => [job.id, job]));
      const fresh = news.page.items.map((job) => newer(known.get(job.id), job));
      return { ...listOf(news.page), items: fresh };
    }
    case "continued": {
      const known = new Set([...state.begun, ...state.items].map(({ id }) => id));
      const older = news.page.items.filter(({ id }) => !known.has(id));
      return { ...state, items: [...state.items, ...older], nextCursor: news.page.nextCursor };
    }
    case "shown":
      return { ...state, items: [...state.begun, ...state.items], begun: [] };
    case "cleared":
      return { ...state, items: state.items.filter(active), begun: state.begun.filter(active) };
  }
}

const active = ({ state }: JobSummary) => !isOver(state);

const newer = (known: JobSummary | undefined, job: JobSummary): JobSummary =>
  known && known.version >= job.version ? known : job;

function change(state: MyJobs, job: JobSummary): MyJobs {
  const place = (list: JobSummary[]) => list.map((known) => (known.id === job.id ? newer(known, job) : known));
  if ([...state.begun, ...state.items].some(({ id }) => id === job.id)) {
    return { ...state, items: place(state.items), begun: place(state.begun) };
  }
  // It has its place further down the list, where nobody has read so far.
  const last = state.items.at(-1);
  if (state.nextCursor !== null && last && job.createdAt < last.createdAt) return state;
  return { ...state, begun: [job, ...state.begun] };
}

function tick(state: MyJobs, { id, version, stage, percentage, message, etaSeconds }: JobTick): MyJobs {
  const place = (list: JobSummary[]) =>
    list.map((job) =>
      job.id === id && job.version < version ? { ...job, version, stage, percentage, message, etaSeconds } : job,
    );
  return { ...state, items: place(state.items), begun: place(state.begun) };
}
