import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Scope } from "@/modules/api-key/schema";
import type { ErrorCode } from "@/platform/errors";
import { type App, startApp } from "../support/app";
import { type StockClient, stockClient } from "../support/client";
import type { Person } from "../support/people";

/** `follower` is a member who follows the owner, `member` one who has nothing to do with anybody. */
export const personas = ["guest", "member", "follower", "owner", "moderator", "admin", "banned"] as const;
export type Persona = (typeof personas)[number];

/**
 * What a call comes to: `ok`; `nothing`, where it succeeds and shows nothing of what is asked about; or the
 * `data.reason` of its error.
 */
export type Outcome = "ok" | "nothing" | ErrorCode;
/** An API key of the owner gets what the owner gets, but where `service` says otherwise. */
export type Outcomes = Record<Persona, Outcome> & { service?: Outcome };

/** The same outcome for everybody, but for those named. */
export const everyone = (outcome: Outcome, but: Partial<Outcomes> = {}): Outcomes => ({
  guest: outcome,
  member: outcome,
  follower: outcome,
  owner: outcome,
  moderator: outcome,
  admin: outcome,
  banned: outcome,
  ...but,
});

/** Signed-in members alone; who is banned is a guest. */
export const members = (outcome: Outcome, but: Partial<Outcomes> = {}): Outcomes =>
  everyone(outcome, { guest: "unauthenticated", banned: "unauthenticated", ...but });

/** What is its owner's alone and for others not even there. */
export const ownersOnly = members("not_found", { owner: "ok" });

/** Moderators and administrators. */
export const staffOnly = members("forbidden", { moderator: "ok", admin: "ok" });

/** Administrators alone. */
export const adminsOnly = members("forbidden", { admin: "ok" });

/** The people and things that the rows are about. */
export class World implements AsyncDisposable {
  private constructor(
    readonly app: App,
    readonly sql: pg.Client,
    readonly people: Record<Exclude<Persona, "guest">, Person>,
    readonly services: Record<"full" | "reading", StockClient>,
  ) {}

  static async begin(): Promise<World> {
    const app = await startApp();
    const sql = new pg.Client({ connectionString: app.databaseUrl });
    await sql.connect();
    const [member, follower, owner, moderator, admin, banned] = await Promise.all(
      (["member", "follower", "owner", "moderator", "admin", "banned"] as const).map((name) =>
        app.member(`the-${name}`),
      ),
    );
    if (!member || !follower || !owner || !moderator || !admin || !banned) throw new Error("nobody signed up");
    await follower.api.follow.set.mutate({ handle: owner.handle });
    await sql.query(`UPDATE "Member" SET role = 'moderator' WHERE id = $1`, [moderator.id]);
    await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [admin.id]);
    await sql.query(`UPDATE "Member" SET "bannedAt" = now() WHERE id = $1`, [banned.id]);
    const service = async (scopes: Scope[]) => {
      const { key } = await owner.api.apiKey.create.mutate({ name: "A service", scopes });
      return stockClient(app.url, null, undefined, key);
    };
    const services = { full: await service(["read", "write", "publish"]), reading: await service(["read"]) };
    return new World(app, sql, { member, follower, owner, moderator, admin, banned }, services);
  }

  get owner(): Person {
    return this.people.owner;
  }

  clientOf(persona: Persona) {
    return persona === "guest" ? this.app.guest : this.people[persona].api;
  }

  /** A new story of the owner that nobody else knows of. */
  draft() {
    return this.owner.api.story.create.mutate({ title: "The owner's draft", body: "A text." });
  }

  /** A new story of the owner, published to `visibility`. */
  async published(visibility: "public" | "followers" | "unlisted" = "public") {
    const { id, slug } = await this.draft();
    const { version } = await this.owner.api.story.publish.mutate({ id, visibility });
    return { id, slug, version };
  }

  /** A new job of the owner, which no worker knows of. */
  async job(state: "queued" | "failed" = "queued"): Promise<string> {
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "Job" (id, kind, "ownerId", title, state, stages, input) VALUES ($1, 'none', $2, 'A job', $3, '[]', '{}')`,
      [id, this.owner.id, state],
    );
    return id;
  }

  /** A discovery of the owner's that is over. */
  async discovery(): Promise<string> {
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "Job" (id, kind, "ownerId", title, state, stages, input) VALUES ($1, 'discovery', $2, 'A discovery', 'succeeded', '[]', '{"tastes":{}}')`,
      [id, this.owner.id],
    );
    return id;
  }

  /** A batch of the owner's that is over, in which one story was changed and another failed. */
  async endedBatch(): Promise<string> {
    const id = randomUUID();
    const [done, failed] = [(await this.draft()).id, (await this.draft()).id];
    const state = {
      status: "draft",
      visibility: "public",
      publishedAt: null,
      scheduledFor: null,
      removed: false,
      tags: [],
    };
    const input = { action: { type: "unpublish" }, storyIds: [done, failed] };
    await this.sql.query(
      `INSERT INTO "Job" (id, kind, "ownerId", title, state, stages, input) VALUES ($1, 'batch', $2, 'A batch', 'succeeded', '[]', $3)`,
      [id, this.owner.id, JSON.stringify(input)],
    );
    await this.sql.query(
      `INSERT INTO "JobItem" ("jobId", key, position, label, state) VALUES ($1, $2, 0, '', 'done'), ($1, $3, 1, '', 'failed')`,
      [id, done, failed],
    );
    await this.sql.query(`INSERT INTO "BatchStep" ("jobId", "storyId", before, after) VALUES ($1, $2, $3, $3)`, [
      id,
      done,
      JSON.stringify(state),
    ]);
    return id;
  }

  /** A draft of the owner's that a job gave up in the middle. */
  async partialDraft(): Promise<string> {
    const id = randomUUID();
    const brief = {
      idea: "A ferryman who is afraid of water",
      genre: "fantasy",
      tone: "wry",
      length: "page",
      audience: "general",
    };
    await this.sql.query(
      `INSERT INTO "Job" (id, kind, "ownerId", title, state, stages, input, text)
       VALUES ($1, 'draft', $2, 'A draft', 'failed', '[]', $3, 'He rowed with his eyes shut.')`,
      [id, this.owner.id, JSON.stringify(brief)],
    );
    return id;
  }

  /** A file that the owner uploaded. */
  async upload(): Promise<string> {
    const id = randomUUID();
    await this.sql.query(`INSERT INTO "Upload" (id, "memberId", name, bytes) VALUES ($1, $2, 'a.txt', 'A text.')`, [
      id,
      this.owner.id,
    ]);
    return id;
  }

  /** A file that the owner imported and has not kept. */
  async import(): Promise<string> {
    const id = randomUUID();
    const chapter = { title: "", body: "A text.", words: 2, included: true };
    const book = { title: "A book", author: null, language: null, blurb: "", tags: [], chapters: [chapter] };
    await this.sql.query(`INSERT INTO "Import" (id, "memberId", name, books) VALUES ($1, $2, 'a.txt', $3)`, [
      id,
      this.owner.id,
      JSON.stringify([book]),
    ]);
    return id;
  }

  /** A new key of the owner. */
  async apiKey(): Promise<string> {
    // Made by hand, since a member may have so many only.
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "ApiKey" (id, name, key, "referenceId", "updatedAt", permissions) VALUES ($1, 'A key', $1, $2, now(), '{"inkwire":["read"]}')`,
      [id, this.owner.id],
    );
    return id;
  }

  /** A new case about a comment of the member's that nobody has written. */
  async case(): Promise<string> {
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "ModerationCase" (id, kind, "subjectId", "openKey", "memberId", title, excerpt, href)
       VALUES ($1, 'comment', $1, 'comment:' || $1, $2, 'A comment', 'Its text.', '/community')`,
      [id, this.people.member.id],
    );
    return id;
  }

  /** A new measure against the owner. */
  async measure({ appealed = false } = {}): Promise<{ id: string; key: string }> {
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "Measure" (id, kind, "memberId", "subjectKind", "subjectId", title, reason, key, before, appeal)
       VALUES ($1, 'warn', $2, 'member', $2, 'The owner', 'A reason.', 'key-' || $1, '{}', $3)`,
      [id, this.owner.id, appealed ? "A reply." : null],
    );
    return { id, key: `key-${id}` };
  }

  /** Another session of the owner. */
  async session(): Promise<string> {
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "Session" (id, token, "memberId", "expiresAt", "updatedAt") VALUES ($1, $1, $2, now() + interval '1 day', now())`,
      [id, this.owner.id],
    );
    return id;
  }

  /** A new webhook of the owner, paused so that nothing is sent. */
  async webhook(): Promise<string> {
    const id = randomUUID();
    await this.sql.query(
      `INSERT INTO "WebhookEndpoint" (id, "memberId", name, url, events, secret, "pausedAt")
       VALUES ($1, $2, 'A webhook', 'https://hooks.example/', '{}', 'whsec_AAAA', now())`,
      [id, this.owner.id],
    );
    return id;
  }

  /** A message that a webhook of the owner was sent. */
  async delivery(): Promise<string> {
    const id = randomUUID();
    const endpointId = await this.webhook();
    await this.sql.query(`UPDATE "WebhookEndpoint" SET "pausedAt" = NULL WHERE id = $1`, [endpointId]);
    await this.sql.query(
      `INSERT INTO "WebhookDelivery" (id, "endpointId", type, occurrence, body, state)
       VALUES ($1, $2, 'webhook.test', $1, '{}', 'failed')`,
      [id, endpointId],
    );
    return id;
  }

  /** A new poll of the owner with two options. */
  async poll({
    storyId = null as string | null,
    resultsFor = "everyone",
    guests = false,
    visibility = "public",
  } = {}): Promise<{ slug: string }> {
    const id = randomUUID();
    const slug = `poll-${id}`;
    await this.sql.query(
      `INSERT INTO "Poll" (id, slug, "organiserId", kind, question, "timeZone", "storyId", "resultsFor", guests, visibility)
       VALUES ($1, $2, $3, 'choice', 'What happens next?', 'Europe/Lisbon', $4, $5::"PollAudience", $6, $7::"PollVisibility")`,
      [id, slug, this.owner.id, storyId, resultsFor, guests, visibility],
    );
    await this.sql.query(
      `INSERT INTO "PollOption" ("pollId", number, text) VALUES ($1, 1, 'They stay'), ($1, 2, 'They leave')`,
      [id],
    );
    return { slug };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sql.end();
    await this.app[Symbol.asyncDispose]();
  }
}
