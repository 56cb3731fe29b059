/**
 * Writes the declarations of the typed client: what every procedure takes and gives, spelled out, so that who uses it needs
 * no part of the server, only tRPC.
 */
import path from "node:path";
import ts from "typescript";
import { errorCodes } from "@/platform/errors";

const source = path.resolve("src/trpc/router.ts");

/** What lib.dom and Node have under these names is meant by them. */
const globals = new Set(["FormData", "File", "Blob", "Date", "Uint8Array", "ReadableStream"]);

export function writeClientTypes(): { contract: string; router: string } {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram([source], options);
  const file = program.getSourceFile(source);
  const checker = program.getTypeChecker();
  const module = file && checker.getSymbolAtLocation(file);
  const router = module && checker.getExportsOfModule(module).find(({ name }) => name === "AppRouter");
  if (!file || !router) throw new Error("src/trpc/router.ts exports no AppRouter");

  const member = (type: ts.Type, name: string): ts.Type => {
    const symbol = checker.getPropertyOfType(type, name);
    if (!symbol) throw new Error(`there is no ${name} in ${checker.typeToString(type)}`);
    return checker.getTypeOfSymbolAtLocation(symbol, file);
  };
  const print = createPrinter(checker, file);
  const yieldOf = (stream: ts.Type): ts.Type => {
    const [given] = checker.getTypeArguments(stream as ts.TypeReference);
    if (!given) throw new Error(`${checker.typeToString(stream)} gives nothing`);
    return given;
  };
  const record = member(member(checker.getDeclaredTypeOfSymbol(router), "_def"), "record");
  const routers = checker.getPropertiesOfType(record).map((symbol) => {
    const procedures = checker.getPropertiesOfType(checker.getTypeOfSymbolAtLocation(symbol, file)).map((procedure) => {
      const definition = member(checker.getTypeOfSymbolAtLocation(procedure, file), "_def");
      const type = member(definition, "type");
      if (!type.isStringLiteral()) throw new Error(`${symbol.name}.${procedure.name} is of no known type`);
      const types = member(definition, "$types");
      const input = print(member(types, "input"), "      ");
      const output = member(types, "output");
      const data = print(type.value === "subscription" ? yieldOf(output) : output, "      ");
      const kind = type.value[0]?.toUpperCase() + type.value.slice(1);
      return `    ${procedure.name}: ${kind}<${input}, ${data}>;`;
    });
    return `  ${symbol.name}: {\n${procedures.join("\n")}\n  };`;
  });
  return {
    contract: `${clientHead}\nexport interface InkwireClient {\n${routers.join("\n")}\n}\n`,
    router: routerHead,
  };
}

const errorCode = `export type ErrorCode = ${Object.keys(errorCodes)
  .map((code) => JSON.stringify(code))
  .join(" | ")};`;

/** Without tRPC's own types, which want Node's and more to be checked. */
const clientHead = `export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

${errorCode}

export interface CallOptions {
  signal?: AbortSignal;
}

type Arguments<Input, Options> = undefined extends Input ? [input?: Input, options?: Options] : [input: Input, options?: Options];

export interface Query<Input, Output> {
  query(...args: Arguments<Input, CallOptions>): Promise<Output>;
}

export interface Mutation<Input, Output> {
  mutate(...args: Arguments<Input, CallOptions>): Promise<Output>;
}

export interface Observer<Data> {
  onData?(data: Data): void;
  /** The subscription was refused or has failed for good. */
  onError?(error: Error): void;
  /** It is open, or open again. */
  onStarted?(): void;
  /** Nothing follows. */
  onComplete?(): void;
}

export interface Subscription<Input, Data> {
  subscribe(input: Input, observer: Observer<Data>): { unsubscribe(): void };
}
`;

const routerHead = `import type {
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";
import type { Mutation, Query, Subscription, InkwireClient } from "./contract.js";
import type { InkwireErrorData } from "./errors.js";

interface Root {
  ctx: object;
  meta: object;
  errorShape: { code: number; message: string; data: InkwireErrorData };
  transformer: false;
}

type Procedure<Call> =
  Call extends Query<infer input, infer output>
    ? TRPCQueryProcedure<{ input: input; output: output; meta: unknown }>
    : Call extends Mutation<infer input, infer output>
      ? TRPCMutationProcedure<{ input: input; output: output; meta: unknown }>
      : Call extends Subscription<infer input, infer data>
        ? TRPCSubscriptionProcedure<{ input: input; output: AsyncIterable<data>; meta: unknown }>
        : never;

/** For stock tRPC clients: \`createTRPCClient<AppRouter>\`. */
export type AppRouter = TRPCBuiltRouter<
  Root,
  { [Router in keyof InkwireClient]: { [Name in keyof InkwireClient[Router]]: Procedure<InkwireClient[Router][Name]> } }
>;
`;

type Print = (type: ts.Type, indent: string) => string;

function createPrinter(checker: ts.TypeChecker, file: ts.SourceFile): Print {
  const under: ts.Type[] = [];
  const print: Print = (type, indent) => {
    // JSON within JSON within JSON
    if (under.includes(type)) return "Json";
    under.push(type);
    try {
      return printHere(type, indent);
    } finally {
      under.pop();
    }
  };
  const printHere: Print = (type, indent) => {
    if (type.aliasSymbol?.name === "JSONType") return "Json";
    if (type.flags & ts.TypeFlags.Boolean) return "boolean";
    if (type.isUnion()) return printUnion(type.types, indent);
    if (checker.isArrayType(type)) return `${wrapped(print(elementOf(type), indent))}[]`;
    if (type.symbol && globals.has(type.symbol.name)) return type.symbol.name;
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return printObject(type, indent);
    return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  };
  const elementOf = (type: ts.Type): ts.Type => {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    if (!element) throw new Error("an array of nothing");
    return element;
  };
  const printUnion = (types: readonly ts.Type[], indent: string): string => {
    const printed = types.map((type) => print(type, indent));
    const both = printed.includes("true") && printed.includes("false");
    const parts = both ? [...printed.filter((part) => part !== "true" && part !== "false"), "boolean"] : printed;
    return [...new Set(parts)].join(" | ");
  };
  const printObject: Print = (type, indent) => {
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const properties = checker.getPropertiesOfType(type).map((symbol) => {
      const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      const value = checker.getTypeOfSymbolAtLocation(symbol, file);
      const name = /^[a-z_$][\w$]*$/i.test(symbol.name) ? symbol.name : JSON.stringify(symbol.name);
      return `${indent}  ${name}${optional ? "?" : ""}: ${print(value, `${indent}  `)};`;
    });
    if (index) properties.push(`${indent}  [key: string]: ${print(index.type, `${indent}  `)};`);
    return properties.length === 0 ? "{}" : `{\n${properties.join("\n")}\n${indent}}`;
  };
  return print;
}

/** A union as the element of an array. */
const wrapped = (printed: string) => (/ \| /.test(printed) && !printed.startsWith("{") ? `(${printed})` : printed);
