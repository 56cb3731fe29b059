import type { Metadata } from "next";
import Link from "next/link";
import { keyLimit } from "@/modules/api-key/schema";
import { scopeWords } from "@/modules/api-key/ui/scopes";
import { env } from "@/platform/env";
import { errorCodes } from "@/platform/errors";
import { version } from "@/platform/version";
import { describeRouters } from "@/server/openapi";
import { Code, Section } from "./code";
import { errorWords } from "./errors";
import { examplesFor } from "./examples";

export const metadata: Metadata = {
  title: "For developers",
  description: "Read, write and follow Inkwire from a service of yours.",
};

export const dynamic = "force-dynamic"; // the address of this installation stands in the examples

const sections = [
  ["client", "The typed client"],
  ["keys", "Keys, scopes and limits"],
  ["streams", "Streams"],
  ["webhooks", "Webhooks"],
  ["http", "Plain HTTP"],
  ["errors", "Errors"],
  ["reference", "Reference"],
] as const;

const cell = "border-rule border-b py-2 pe-4 text-left align-top wrap-anywhere";
const word = "w-px whitespace-nowrap border-rule border-b py-2 pe-4 text-left align-top";

export default function DevelopersPage() {
  const examples = examplesFor(env().appUrl);
  const routers = [...describeRouters().keys()].sort();
  return (
    <div className="mx-auto max-w-reading px-4 pt-12 pb-20 sm:px-6">
      <h1 className="text-balance font-semibold font-serif text-display">For developers</h1>
      <p className="mt-3 text-ink-muted">
        Whatever a page here can do, a service of yours can do as well: the same procedures, the same streams, the same
        rules about who may see what. Version {version}.
      </p>
      <nav aria-label="On this page" className="mt-6">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {sections.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`} className="link">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>

      <Section id="client" title="The typed client">
        <p>
          For TypeScript on Node 20 or newer. It needs no other package; every input and answer has its type, and a
          change of ours that would break you breaks your compilation first.
        </p>
        <Code label="Installing the client">{examples.install}</Code>
        <Code label="A first program">{examples.client}</Code>
        <p>
          Calls made at once travel as one request. Queries that fail in passing are tried again, mutations never. The
          stock tRPC client works too, with the type <code>AppRouter</code> from <code>inkwire/router</code>.
        </p>
      </Section>

      <Section id="keys" title="Keys, scopes and limits">
        <p>
          Make a key under{" "}
          <Link href="/settings/api-keys" className="link">
            Settings, API keys
          </Link>{" "}
          and send it as <code>x-api-key</code>. It is shown once, and acts for you as far as its scopes go. Without a
          key a service sees what guests see.
        </p>
        <table className="w-full">
          <caption className="sr-only">Scopes</caption>
          <thead>
            <tr>
              <th scope="col" className={word}>
                Scope
              </th>
              <th scope="col" className={cell}>
                Allows
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(scopeWords).map(([scope, { allows }]) => (
              <tr key={scope}>
                <td className={word}>
                  <code>{scope}</code>
                </td>
                <td className={cell}>{allows}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {keyLimit.points} requests a minute for each key; each answer to a query or mutation says in{" "}
          <code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code> and <code>RateLimit-Reset</code> what is left,
          and one too many is refused with 429 and <code>Retry-After</code>. A key that is revoked ends its streams
          within two seconds.
        </p>
      </Section>

      <Section id="streams" title="Streams">
        <p>
          A subscription goes on after whatever interrupted it, each event once and in order. Keep the <code>id</code>{" "}
          of the last event and hand it back as <code>lastEventId</code>, and it goes on after a restart of your service
          too, as long as that is not more than seven days. Where nobody can prove that nothing was missed it says{" "}
          <code>resync</code>: fetch anew, what follows is complete again.
        </p>
        <Code label="Following the stories that are published">{examples.stream}</Code>
        <p>Without the client a stream is a GET, as Server-Sent Events:</p>
        <Code label="A stream with curl">{examples.curlStream}</Code>
        <p>
          <code>GET /api/community/events</code> and <code>GET /api/jobs/{"{id}"}/events</code> are the same for
          EventSource, with named events; members come with their cookie, others with <code>?token=</code>.
        </p>
      </Section>

      <Section id="webhooks" title="Webhooks">
        <p>
          A service that does not want to stay connected is called instead: make an endpoint under{" "}
          <Link href="/settings/webhooks" className="link">
            Settings, Webhooks
          </Link>
          . It is told of published stories that you may read, and of your jobs that have ended, by a POST with JSON:{" "}
          <code>{"{ type, timestamp, data }"}</code>.
        </p>
        <Code label="A receiver">{examples.webhook}</Code>
        <ul className="flex list-disc flex-col gap-2 ps-5">
          <li>
            Signed as{" "}
            <a href="https://www.standardwebhooks.com" className="link">
              standardwebhooks.com
            </a>{" "}
            says, for which most languages have a library: HMAC-SHA256 over <code>id.timestamp.body</code>, with the
            base64 after <code>whsec_</code> as the key. Refuse what is more than five minutes old:{" "}
            <code>verifyWebhook</code> does.
          </li>
          <li>
            Each message arrives <strong>at least once</strong>. Its <code>webhook-id</code> stays the same at every
            attempt: do nothing for one that you have seen. The order is not promised.
          </li>
          <li>
            Any 2xx within ten seconds is a success; redirects are not followed. Otherwise it is tried again after 5 s,
            1 min, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h. After three days without a success the endpoint
            is paused, at once if it answers 410, and you are told.
          </li>
          <li>
            A story that is withdrawn while its message waits is not sent. Before a secret is changed for good, messages
            carry signatures of both for a day.
          </li>
        </ul>
      </Section>

      <Section id="http" title="Plain HTTP">
        <p>
          Each procedure is one path. Queries take their input as JSON in the parameter <code>input</code>, mutations as
          the body.{" "}
          <a href="/api/openapi.json" className="link">
            /api/openapi.json
          </a>{" "}
          describes them all in OpenAPI 3.1, from the schemas that check each call.
        </p>
        <Code label="A query and a mutation with curl">{examples.curl}</Code>
        <p>At most 20 calls in a batch, and 12 MB in a request.</p>
      </Section>

      <Section id="errors" title="Errors">
        <p>
          An error says in <code>data.reason</code> what kind it is, in <code>message</code> what to do, in{" "}
          <code>data.details</code> what helps with it, and in <code>data.fields</code> what was wrong with each field.
        </p>
        <table className="w-full">
          <caption className="sr-only">Reasons of errors</caption>
          <thead>
            <tr>
              <th scope="col" className={cell}>
                Reason
              </th>
              <th scope="col" className={cell}>
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(errorCodes).map(([reason]) => (
              <tr key={reason}>
                <td className={cell}>
                  <code>{reason}</code>
                </td>
                <td className={cell}>{errorWords[reason as keyof typeof errorWords]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>

      <Section id="reference" title="Reference">
        <p>Every procedure with what it takes and gives:</p>
        <ul className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
          {routers.map((router) => (
            <li key={router}>
              <Link href={`/developers/reference/${router}`} className="link">
                {router}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
