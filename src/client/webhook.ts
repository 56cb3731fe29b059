import type { InkwireClient } from "./contract";

/** As in lists and streams. */
type Story = Awaited<ReturnType<InkwireClient["story"]["feed"]["query"]>>["items"][number];
type Job = Awaited<ReturnType<InkwireClient["job"]["list"]["query"]>>["items"][number];

interface Event<Type extends string, Data> {
  type: Type;
  /** When it happened, ISO 8601. */
  timestamp: string;
  data: Data & {
    /** Where a person finds it. */
    url: string;
  };
}

/** What a webhook says. Ignore types that you do not know: there will be more. */
export type WebhookEvent =
  | Event<"story.published", { story: Story }>
  | Event<"job.succeeded" | "job.failed" | "job.cancelled", { job: Job }>
  | Event<"webhook.test", { endpoint: string }>;

/** What came under the name of Inkwire and is not from it, or is too old; answer it with 400. */
export class WebhookError extends Error {
  override readonly name: string = "WebhookError";
}

/** As `fetch` and Next have them, or as Node does. */
export type WebhookHeaders = { get(name: string): string | null } | Record<string, string | string[] | undefined>;

export interface WebhookOptions {
  /** How far the sender's clock may be from ours, in seconds; 300 unless said otherwise. */
  toleranceSeconds?: number;
  /** The time that it is taken to be, in milliseconds since 1970. */
  now?: number;
}

/**
 * The event in a webhook, once it is certain that Inkwire has sent just this, and lately. A message can come more than once:
 * keep its header `webhook-id` for a while, and do nothing for one that you have seen.
 * @param secret of the endpoint, `whsec_…`; several while it is being changed.
 * @param headers of the request.
 * @param body exactly as it came: JSON that was parsed and written again does not fit its signature.
 * @throws WebhookError for whatever is not to be believed.
 */
export async function verifyWebhook(
  secret: string | readonly string[],
  headers: WebhookHeaders,
  body: string | Uint8Array,
  { toleranceSeconds = 300, now = Date.now() }: WebhookOptions = {},
): Promise<WebhookEvent> {
  const header = (name: string): string => {
    const value = isGetter(headers) ? headers.get(name) : headers[name];
    if (typeof value !== "string" || value === "") throw new WebhookError(`The header ${name} is missing.`);
    return value;
  };
  const id = header("webhook-id");
  const timestamp = header("webhook-timestamp");
  const given = header("webhook-signature").split(" ");
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError("The time of the message is not a number.");
  if (Math.abs(now / 1_000 - Number(timestamp)) > toleranceSeconds) {
    throw new WebhookError("The message is too old, or one of the clocks is wrong.");
  }
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + bytes.length);
  signed.set(head);
  signed.set(bytes, head.length);
  const secrets = typeof secret === "string" ? [secret] : secret;
  for (const one of secrets) {
    const key = await importKey(one);
    for (const signature of given) {
      // The comparison is the platform's own, which takes the same time whatever the signature is.
      if (await crypto.subtle.verify("HMAC", key, bytesOf(signature), signed)) {
        return JSON.parse(new TextDecoder().decode(bytes)) as WebhookEvent;
      }
    }
  }
  throw new WebhookError("The signature does not fit: it is not from Inkwire, or the secret is another one.");
}

const isGetter = (headers: WebhookHeaders): headers is { get(name: string): string | null } =>
  typeof headers.get === "function";

/** Of `v1,<base64>`; of anything else nothing, which fits no message. */
function bytesOf(signature: string): Uint8Array<ArrayBuffer> {
  const [version, base64 = ""] = signature.split(",");
  if (version !== "v1") return new Uint8Array();
  try {
    return decode(base64);
  } catch {
    return new Uint8Array();
  }
}

const decode = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

async function importKey(secret: string) {
  if (!secret.startsWith("whsec_")) throw new WebhookError("A secret begins with whsec_.");
  const hmac = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", decode(secret.slice("whsec_".length)), hmac, false, ["verify"]);
}
