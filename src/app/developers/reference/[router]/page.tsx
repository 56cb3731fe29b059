import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { describeRouters, type ProcedureDescription } from "@/server/openapi";
import { Code } from "../../code";
import { schemaText } from "../../schema-text";

interface Props {
  params: Promise<{ router: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).router}, for developers` };
}

export default async function ReferencePage({ params }: Props) {
  const { router } = await params;
  const procedures = describeRouters().get(router);
  if (!procedures) notFound();
  return (
    <div className="mx-auto max-w-reading px-4 pt-12 pb-20 sm:px-6">
      <p>
        <Link href="/developers#reference" className="link">
          For developers
        </Link>
      </p>
      <h1 className="mt-2 font-semibold font-serif text-display">{router}</h1>
      {procedures.map((procedure) => (
        <Procedure key={procedure.path} {...procedure} />
      ))}
    </div>
  );
}

const verbs = { query: "GET", mutation: "POST", subscription: "GET" };
const kinds = { query: "Query", mutation: "Mutation", subscription: "Stream" };

function Procedure({ path, type, scope, input, output, excluded }: ProcedureDescription) {
  return (
    <section aria-labelledby={path} className="mt-10 border-rule border-t pt-6">
      <h2 id={path} className="scroll-mt-20 break-all font-semibold font-serif text-title">
        {path}
      </h2>
      <p className="mt-1 text-ink-muted text-sm">
        {kinds[type]} · scope {scope} ·{" "}
        <code className="break-all">
          {verbs[type]} /api/trpc/{path}
        </code>
      </p>
      {excluded && <p className="mt-3">It {excluded}; the typed client sends one.</p>}
      {input && <Code label={`What ${path} takes`}>{`input: ${schemaText(input)}`}</Code>}
      {type === "subscription" ? (
        <p className="text-ink-muted">
          Gives Server-Sent Events, each with its position as <code>id</code>.
        </p>
      ) : (
        output && <Code label={`What ${path} gives`}>{`output: ${schemaText(output)}`}</Code>
      )}
    </section>
  );
}
