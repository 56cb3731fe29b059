import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@/trpc/router";
import { admin } from "./admin";
import { apiKey } from "./api-key";
import { audit } from "./audit";
import { batch } from "./batch";
import { boundary } from "./boundary";
import { bulletin } from "./bulletin";
import { chapter, revisions } from "./chapter";
import { collaboration } from "./collaboration";
import { comments } from "./comment";
import { discovery } from "./discovery";
import { draft } from "./draft";
import { feedback } from "./feedback";
import { follow } from "./follow";
import { job } from "./job";
import { member } from "./member";
import { moderation } from "./moderation";
import { notification } from "./notification";
import { pen } from "./pen";
import { poll } from "./poll";
import { presence } from "./presence";
import { reaction } from "./reaction";
import { reading } from "./reading";
import { readingList } from "./reading-list";
import { savedSearch } from "./saved-search";
import { search } from "./search";
import { series } from "./series";
import { story } from "./story";
import { transfer } from "./transfer";
import { unwanted } from "./unwanted";
import { webhook } from "./webhook";
import type { Outcomes, Persona, World } from "./world";

export interface Row<Input> {
  /** What is sent; called anew for every persona, so that a mutation finds its own fresh thing. */
  input?: (world: World, persona: Persona) => Input | Promise<Input>;
  /** Of a query: whether the answer shows what the row is about. Without it an answer is `ok`. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the type of whatever procedure the row is for
  shows?: (answer: any, world: World) => boolean;
  expected: Outcomes;
}

type Inputs = inferRouterInputs<AppRouter>;

/** One or more rows for each procedure of a router, none left out: the compiler sees to it. */
export type RowsOf<Router extends keyof Inputs> = {
  [Procedure in keyof Inputs[Router]]-?:
    | Row<Inputs[Router][Procedure]>
    | Record<string, Row<Inputs[Router][Procedure]>>;
};

/** Who may call what: a procedure without a row does not compile. */
export const matrix: { [Router in keyof Inputs]: RowsOf<Router> } = {
  admin,
  apiKey,
  audit,
  batch,
  boundary,
  bulletin,
  chapter,
  collaboration,
  comment: comments,
  discovery,
  draft,
  feedback,
  follow,
  job,
  member,
  moderation,
  notification,
  pen,
  presence,
  poll,
  reaction,
  reading,
  readingList,
  savedSearch,
  series,
  story: { ...story, ...revisions, ...search },
  transfer,
  unwanted,
  webhook,
};
