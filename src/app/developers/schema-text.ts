interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  format?: string;
  $ref?: string;
}

/** A JSON Schema in the notation of TypeScript, with its limits as comments: what a person reads fastest. */
export function schemaText(schema: Schema, indent = ""): string {
  const inner = `${indent}  `;
  if (schema.$ref) return "Json";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return [...new Set(union.map((part) => schemaText(part, indent)))].join(" | ");
  if (schema.allOf) return schema.allOf.map((part) => schemaText(part, indent)).join(" & ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => schemaText({ ...schema, type }, indent)).join(" | ");
  if (schema.type === "array") {
    const items = schemaText(schema.items ?? {}, indent);
    return / [|&] /.test(items) && !items.startsWith("{") ? `(${items})[]` : `${items}[]`;
  }
  if (schema.type === "object" || schema.properties) return objectText(schema, indent, inner);
  return schema.type === "integer" ? "number" : (schema.type ?? "unknown");
}

function objectText({ properties = {}, required = [], additionalProperties }: Schema, indent: string, inner: string) {
  const lines = Object.entries(properties).map(([name, property]) => {
    const isOptional = !required.includes(name);
    const note = limitsOf(property);
    return `${inner}${name}${isOptional ? "?" : ""}: ${schemaText(property, inner)};${note && ` // ${note}`}`;
  });
  if (typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0) {
    lines.push(`${inner}[key: string]: ${schemaText(additionalProperties, inner)};`);
  }
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

/** zod says of every whole number that it is a safe one; nobody needs to be told. */
const isSafe = (limit: number | undefined) => limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER;

function limitsOf(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, format } = schema;
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    if (isSafe(low) && isSafe(high)) return [];
    if (isSafe(high)) return [`at least ${low}${unit}`];
    return [isSafe(low) || low === 0 ? `at most ${high}${unit}` : `${low} to ${high}${unit}`];
  };
  return [
    ...(format ? [format] : []),
    ...(schema.type === "integer" ? ["whole"] : []),
    ...range(minimum, maximum, ""),
    ...range(minLength, maxLength, " characters"),
    ...range(minItems, maxItems, " items"),
    ...(schema.default === undefined ? [] : [`${JSON.stringify(schema.default)} if left out`]),
  ].join(", ");
}
