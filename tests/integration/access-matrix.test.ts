import { getUntypedClient, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "@/trpc/router";
import { matrix, type Row } from "../access/matrix";
import { type Outcome, type Persona, personas, World } from "../access/world";
import { Received, type StockClient } from "../support/client";
import { eventually } from "../support/eventually";

let world: World;

beforeAll(async () => {
  world = await World.begin();
});
afterAll(() => world[Symbol.asyncDispose]());

type AnyRow = Row<unknown>;

const isRow = (rows: object): rows is AnyRow => "expected" in rows;

/** The rows by procedure, each under a name. */
const rows = Object.entries(matrix).flatMap(([router, procedures]) =>
  Object.entries(procedures).flatMap(([name, entry]) => {
    const path = `${router}.${name}`;
    return isRow(entry)
      ? [{ path, name: path, row: entry as AnyRow }]
      : Object.entries(entry).map(([kind, row]) => ({ path, name: `${path}, ${kind}`, row: row as AnyRow }));
  }),
);

const typeOf = (path: string) => {
  const procedure = (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[path];
  if (!procedure) throw new Error(`there is no procedure ${path}`);
  return procedure._def.type;
};

async function call(stock: StockClient, path: string, input: unknown): Promise<unknown> {
  const client = getUntypedClient(stock);
  const type = typeOf(path);
  if (type === "query") return client.query(path, input);
  if (type === "mutation") return client.mutation(path, input);
  using stream = new Received((observer) => client.subscription(path, input, observer));
  await eventually(`the stream ${path} opens or is refused`, () => stream.started || stream.errors.length > 0);
  if (stream.errors.length > 0) throw stream.errors[0];
}

/** Asks as one after the other, with an input that is made anew only where it is about who asks, or once it has changed something. */
function asking(path: string, { input, shows }: AnyRow) {
  let made: { input: unknown } | null = null;
  return async (client: StockClient, persona: Persona): Promise<Outcome> => {
    if (!made || (input && input.length > 1)) made = { input: await input?.(world, persona) };
    try {
      const answer = await call(client, path, made.input);
      if (typeOf(path) === "mutation") made = null;
      return shows && !shows(answer, world) ? "nothing" : "ok";
    } catch (error) {
      const reason = error instanceof TRPCClientError ? error.data?.reason : null;
      if (reason) return reason;
      throw error;
    }
  };
}

test("every procedure has its row", () => {
  expect([...new Set(rows.map(({ path }) => path))].sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
});

describe.each(rows)("$name", ({ path, row }) => {
  test("is open to those it is for", async () => {
    const outcomes: Partial<Record<Persona, Outcome>> = {};
    const outcome = asking(path, row);
    for (const persona of personas) outcomes[persona] = await outcome(world.clientOf(persona), persona);
    const { service = row.expected.owner, ...expected } = row.expected;
    expect(outcomes).toEqual(expected);
    const { full, reading } = world.services;
    expect({ service: await outcome(full, "owner") }).toEqual({ service });
    expect({ reading: await outcome(reading, "owner") }).toEqual({
      reading: typeOf(path) === "mutation" ? "forbidden" : service,
    });
  });
});
