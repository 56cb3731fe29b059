import { randomUUID } from "node:crypto";
import type { Random } from "./random";

/** What a schema says of an input, as far as a sample needs it. */
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  format?: string;
  minItems?: number;
}

/** A value that more or less fits, so that what is wrong with a request is one thing. */
export function sampleOf(schema: Schema, random: Random): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return sampleOf(random.pick(union), random);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sampleOf(property, random)]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 1 }, () => sampleOf(schema.items ?? {}, random));
    case "integer":
    case "number":
      return random.between(1, 10);
    case "boolean":
      return random.next() < 0.5;
    case "null":
      return null;
    default:
      return schema.format === "uuid" ? randomUUID() : schema.format === "date-time" ? "2030-01-01T00:00:00.000Z" : "x";
  }
}

const nested = (depth: number, open: string, close: string, core = "1") =>
  open.repeat(depth) + core + close.repeat(depth);

/** Values as JSON text, since some of them no value could become. */
export const hostileJson: readonly string[] = [
  "null",
  "true",
  "0",
  "-1",
  "1e308",
  "-1e-400",
  "9007199254740993",
  "99999999999999999999999999",
  '""',
  '" "',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u202e\\u2066\\ufeff"',
  '"😀👩‍👩‍👧‍👦"',
  `"${"a".repeat(300)}"`,
  `"${"é".repeat(20_000)}"`,
  `"${"\\u0301".repeat(5_000)}"`,
  '"\' OR 1=1; --"',
  '"%00%s%n$(id){{7*7}}"',
  '"../../../../etc/passwd"',
  '"\\r\\nset-cookie: a=b"',
  '"<script>alert(1)</script>"',
  '"2026-02-30T25:61:61Z"',
  '"+275760-09-13T00:00:00.001Z"',
  '"-000001-01-01T00:00:00Z"',
  '"00000000-0000-0000-0000-000000000000"',
  '"0.0"',
  '"__proto__"',
  '"W10"',
  '"e30"',
  '"WyIyMDI2LTAxLTAxVDAwOjAwOjAwLjAwMFoiLDFd"',
  "[]",
  "{}",
  "[[]]",
  "[null]",
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  '{"toString":1,"valueOf":1,"length":-1,"then":1}',
  '{"$ne":null}',
  '{"toJSON":"x"}',
  `[${"1,".repeat(5_000)}1]`,
  `{${Array.from({ length: 500 }, (_, index) => `"k${index}":${index}`).join(",")}}`,
  nested(200, "[", "]"),
  nested(5_000, "[", "]"),
  nested(5_000, '{"a":', "}"),
];

/** What is no JSON at all. */
export const brokenJson: readonly string[] = [
  "",
  " ",
  "{",
  "[",
  '{"a":}',
  "undefined",
  "NaN",
  "'a'",
  '{"a":1}{"a":1}',
  "\u0000",
  "\ufeff{}",
  '"\ud800"',
  "[".repeat(20_000),
  '{"a":'.repeat(20_000),
  `"${"a".repeat(100_000)}`,
];
