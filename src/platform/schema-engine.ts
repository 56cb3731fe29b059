import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { migrationNames, migrationsDirectory } from "./pending-migrations";

/**
 * Prisma's schema engine as WebAssembly, so that migrations need no engine download. It keeps the same
 * `prisma/migrations` folder and `_prisma_migrations` table as `prisma migrate deploy`.
 */

const schemaDirectory = path.resolve("prisma/schema");

type SqlConnection = Awaited<ReturnType<PrismaPg["connect"]>>;

/** The parts of the engine that we use, in the words of its JSON-RPC protocol. */
interface SchemaEngine {
  applyMigrations(input: {
    migrationsList: MigrationsList;
    filters: Filters;
  }): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: {
    from: DiffTarget;
    to: DiffTarget;
    script: boolean;
    shadowDatabaseUrl: null;
    exitCode: null;
    filters: Filters;
  }): Promise<{ exitCode: number; stdout: string | null }>;
  free(): void;
}

type Filters = { externalTables: string[]; externalEnums: string[] };
type MigrationsList = ReturnType<typeof listMigrations>;
type SchemaFiles = { path: string; content: string }[];
type DiffTarget =
  | ({ tag: "migrations" } & MigrationsList)
  | { tag: "schemaDatamodel"; files: SchemaFiles }
  | { tag: "empty" };

const noFilters: Filters = { externalTables: [], externalEnums: [] };

/** Parts of a connection, because a connection string would win over the shadow database's name and be replayed upon. */
function connectionParts(url: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    host: decodeURIComponent(searchParams.get("host") ?? hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: searchParams.get("sslmode") === "require" ? true : undefined,
  };
}

const charOid = 18;
const textOid = 25;
const characterColumn = 6;

/** What the repairs below reach into; private in the adapter's types. */
interface ConnectionInternals {
  client: { query(sql: string): Promise<unknown> };
  onError(error: unknown): never;
  performIO(query: object): Promise<{ fields?: { name: string; dataTypeID: number }[] }>;
  queryRaw(query: object): Promise<{ columnNames: string[]; columnTypes: number[] }>;
  executeScript(script: string): Promise<void>;
}

/**
 * Two repairs of the stock adapter for migrations: a script is sent whole (it would be split at every ";", inside
 * function bodies too), and PostgreSQL's internal "char" type, which the catalogues use, is read as text.
 */
function migrationSafe(connection: SqlConnection): SqlConnection {
  const patched = connection as unknown as ConnectionInternals;
  const charColumns = new WeakMap<object, Set<string>>();
  const performIO = patched.performIO.bind(patched);
  const queryRaw = patched.queryRaw.bind(patched);
  patched.executeScript = async (script) => {
    try {
      await patched.client.query(script);
    } catch (error) {
      patched.onError(error);
    }
  };
  patched.performIO = async (query) => {
    const result = await performIO(query);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== charOid) continue;
      field.dataTypeID = textOid;
      charColumns.set(query, (charColumns.get(query) ?? new Set()).add(field.name));
    }
    return result;
  };
  patched.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const names = charColumns.get(query);
    result.columnNames.forEach((name, index) => {
      if (names?.has(name)) result.columnTypes[index] = characterColumn;
    });
    return result;
  };
  return connection;
}

class MigrationAdapter extends PrismaPg {
  readonly #url: string;

  constructor(url: string) {
    super(connectionParts(url));
    this.#url = url;
  }

  readonly #opened: SqlConnection[] = [];

  override async connect() {
    const connection = migrationSafe(await super.connect());
    this.#opened.push(connection);
    return connection;
  }

  /** The engine leaves its connections open when it is freed. */
  async closeAll() {
    await Promise.all(this.#opened.map((connection) => connection.dispose()));
  }

  override async connectToShadowDb() {
    const main = await this.connect();
    const database = `inkwire_shadow_${crypto.randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = migrationSafe(await new PrismaPg({ ...connectionParts(this.#url), database }).connect());
    const closeShadow = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await closeShadow();
      await main.executeScript(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    };
    return shadow;
  }
}

function readSchema(): SchemaFiles {
  return readdirSync(schemaDirectory)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => {
      const file = path.join(schemaDirectory, name);
      return { path: file, content: readFileSync(file, "utf8") };
    });
}

function listMigrations() {
  return {
    baseDir: migrationsDirectory,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(path.join(migrationsDirectory, name, "migration.sql"), "utf8") },
      },
    })),
    shadowDbInitScript: "",
  };
}

interface EngineBindings {
  SchemaEngine: { new: (options: object, onLog: () => void, adapter: object) => Promise<SchemaEngine> };
}

let loaded: Promise<EngineBindings> | undefined;

/** One instance per process: its bindings keep the instance in a module variable, and a second one would be torn down by the first. */
async function loadEngine(): Promise<EngineBindings> {
  const directory = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  // Without this registry a panic inside the engine would surface as an unrelated TypeError.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma's schema engine failed: ${message}`);
      },
    },
  });
  const bindings = await import(pathToFileURL(path.join(directory, "schema_engine_bg.js")).href);
  const wasm = readFileSync(path.join(directory, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  return bindings;
}

async function withEngine<T>(url: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const adapter = new MigrationAdapter(url);
  const engine = await SchemaEngine.new(
    { datamodels: readSchema().map(({ path: file, content }) => [file, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await adapter.closeAll();
  }
}

/** Applies what is pending and returns the names of what was applied. Callers hold the migration lock. */
export const applyMigrations = (url: string): Promise<string[]> =>
  withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: listMigrations(),
      filters: noFilters,
    });
    return appliedMigrationNames;
  });

/** SQL that leads from the migrations to the schema; an empty string when they agree. Uses a shadow database. */
export const diffMigrationsToSchema = (url: string): Promise<string> =>
  withEngine(url, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...listMigrations() },
      to: { tag: "schemaDatamodel", files: readSchema() },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: noFilters,
    });
    const sql = stdout?.trim() ?? "";
    return sql === "-- This is an empty migration." ? "" : sql;
  });
