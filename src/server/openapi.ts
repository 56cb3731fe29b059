import { z } from "zod";
import { errorCodes } from "@/platform/errors";
import { version } from "@/platform/version";
import { appRouter } from "@/trpc/router";

interface Definition {
  type: "query" | "mutation" | "subscription";
  inputs: unknown[];
  output?: unknown;
  meta?: { scope?: string };
}

/** Why a procedure is left out of the description; all others are in it. */
export const excluded = new Map([
  ["member.setAvatar", "takes a form with a file"],
  ["transfer.upload", "takes a form with a file"],
]);

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

/** Schemas that refer to themselves, by the names that they are given in the document. */
const shared: Record<string, unknown> = {};

/** What JSON can say of a schema; a transformed input is described as it is sent. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _, $defs, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  if (!$defs) return made;
  const base = Object.keys(shared).length;
  const renamed = JSON.parse(
    JSON.stringify({ made, $defs }).replaceAll(/"#\/\$defs\/([^"]+)"/g, `"#/components/schemas/$1_${base}"`),
  );
  for (const [name, definition] of Object.entries(renamed.$defs)) shared[`${name}_${base}`] = definition;
  return renamed.made;
}

/** The procedures by path, as tRPC keeps them. */
export const definitions = (): [string, Definition][] =>
  Object.entries({ ...appRouter._def.procedures }).map(([path, procedure]) => [
    path,
    (procedure as unknown as { _def: Definition })._def,
  ]);

let made: string | undefined;

/**
 * All procedures in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), for clients in other languages: made of the very
 * schemas that check each call.
 */
export function openApi(): string {
  made ??= JSON.stringify(makeDocument());
  return made;
}

/** A procedure as the reference shows it. */
export interface ProcedureDescription {
  path: string;
  type: Definition["type"];
  scope: string;
  /** JSON Schema; undefined where it takes nothing, or a form. */
  input: object | undefined;
  /** JSON Schema; undefined for a stream. */
  output: object | undefined;
  /** Why it is not in the OpenAPI document. */
  excluded: string | undefined;
}

/** What each router offers, by name. */
export function describeRouters(): Map<string, ProcedureDescription[]> {
  const routers = new Map<string, ProcedureDescription[]>();
  for (const [path, { type, inputs, output, meta }] of definitions()) {
    const [input] = inputs.filter(isSchema);
    const left = excluded.get(path);
    const router = path.split(".")[0] ?? "";
    const procedure: ProcedureDescription = {
      path,
      type,
      scope: scopeOf(type, meta),
      input: input && !left ? schemaOf(input, "input") : undefined,
      output: isSchema(output) ? schemaOf(output, "output") : undefined,
      excluded: left,
    };
    routers.set(router, [...(routers.get(router) ?? []), procedure]);
  }
  return routers;
}

const scopeOf = (type: Definition["type"], meta: Definition["meta"]): string =>
  meta?.scope ?? (type === "mutation" ? "write" : "read");

function makeDocument() {
  const paths: Record<string, object> = {};
  for (const [path, definition] of definitions()) {
    if (excluded.has(path)) continue;
    paths[`/api/trpc/${path}`] = { [definition.type === "mutation" ? "post" : "get"]: operationOf(path, definition) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Inkwire",
      version,
      description:
        "Each procedure is one path. Queries and streams take their input as JSON in the parameter `input`, mutations as the body. An answer is `{ result: { data } }` or `{ error }`.",
      license: { name: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, {}],
    paths,
    components: {
      securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } },
      schemas: { Error: errorSchema, ...shared },
    },
  };
}

function operationOf(path: string, { type, inputs, output, meta }: Definition) {
  const [router = "", name = ""] = path.split(".");
  const [input, ...others] = inputs.filter(isSchema);
  if (others.length > 0) throw new Error(`${path} takes more than one input`);
  const schema = input && schemaOf(input, "input");
  const required = input ? !input.safeParse(undefined).success : false;
  return {
    operationId: path,
    tags: [router],
    summary: name,
    "x-scope": scopeOf(type, meta),
    ...(schema && type === "mutation" && { requestBody: { required, content: { "application/json": { schema } } } }),
    ...(schema &&
      type !== "mutation" && {
        parameters: [{ name: "input", in: "query", required, content: { "application/json": { schema } } }],
      }),
    responses: {
      "200":
        type === "subscription"
          ? stream
          : { description: "Done", content: { "application/json": { schema: resultOf(output) } } },
      default: {
        description: "Refused",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

const resultOf = (output: unknown) => ({
  type: "object",
  required: ["result"],
  properties: {
    result: { type: "object", properties: { data: isSchema(output) ? schemaOf(output, "output") : {} } },
  },
});

const stream = {
  description:
    "Server-Sent Events. A message is an event of the topic as JSON; its `id` is the position to resume from, sent back as `Last-Event-ID` or as `lastEventId` in the input. `{ resync }` says that something before it may have been missed.",
  content: { "text/event-stream": { schema: { type: "string" } } },
};

const errorSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["message", "code", "data"],
      properties: {
        message: { type: "string" },
        code: { type: "integer", description: "JSON-RPC code" },
        data: {
          type: "object",
          properties: {
            code: { type: "string" },
            httpStatus: { type: "integer" },
            path: { type: "string" },
            reason: { type: ["string", "null"], enum: [...Object.keys(errorCodes), null] },
            details: { type: ["object", "null"] },
            fields: { type: ["object", "null"] },
            requestId: { type: ["string", "null"] },
          },
        },
      },
    },
  },
};
