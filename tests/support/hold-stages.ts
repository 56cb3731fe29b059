import pg from "pg";

export interface StageHold extends AsyncDisposable {
  /** Keeps the next job of a member from leaving a stage: all that it does there is done, and nothing later. */
  hold(ownerId: string, stage: string): Promise<void>;
  /** How many jobs are held now. */
  held(): Promise<number>;
  /** Lets all of them go; what is held afterwards stays again. */
  release(): Promise<void>;
}

/** Number of the advisory lock that held jobs wait for. */
const lock = 7_771;

/** Teaches a database of a test to hold jobs at stages, for kinds and stages that need no table of their own. */
export async function holdStages(databaseUrl: string): Promise<StageHold> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const others = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  await client.query(`
    CREATE TABLE "HeldStage" ("ownerId" text, stage text);
    CREATE FUNCTION hold_stage() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM "HeldStage" held WHERE held."ownerId" = OLD."ownerId" AND held.stage = OLD.stage) THEN
        PERFORM pg_advisory_xact_lock_shared(${lock});
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER hold_stage BEFORE UPDATE ON "Job" FOR EACH ROW
    WHEN (OLD.stage IS DISTINCT FROM NEW.stage OR OLD.state <> NEW.state) EXECUTE FUNCTION hold_stage();
    SELECT pg_advisory_lock(${lock})`);
  return {
    async hold(ownerId, stage) {
      await others.query(`INSERT INTO "HeldStage" VALUES ($1, $2)`, [ownerId, stage]);
    },
    async held() {
      const { rows } = await others.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND objid = ${lock} AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows[0]?.count ?? 0;
    },
    async release() {
      await client.query(`DELETE FROM "HeldStage"`);
      await client.query(`SELECT pg_advisory_unlock(${lock})`);
      await client.query(`SELECT pg_advisory_lock(${lock})`);
    },
    async [Symbol.asyncDispose]() {
      await others.end();
      await client.end();
    },
  };
}
