import { lookup as resolve } from "node:dns";
import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "@/platform/env";
import { includes, isPublic } from "@/platform/public-address";

/** How long a receiver may take for its answer, from the look-up of its name on. */
export const timeoutMs = 10_000;

export interface Posted {
  /** What the receiver answered; null where it did not. */
  status: number | null;
  /** Why it did not, in words for the owner of the endpoint. */
  error: string | null;
  ms: number;
}

/** An address that webhooks are not sent to. */
class Refused extends Error {}

class TimedOut extends Error {}

/** Whether webhooks may be sent to an IP address: to all of the open internet, and to what the operator has named. */
const mayReach = (address: string, isPlain: boolean): boolean => {
  const named = env().webhookNetworks;
  if (named && includes(named, address)) return true;
  return !isPlain && isPublic(address);
};

/**
 * Looks a name up for the connection itself, so that what was checked is what is connected to, whatever the name's owner
 * answers a moment later.
 */
const lookupFor =
  (isPlain: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { family: options.family, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const allowed = found.filter(({ address }) => mayReach(address, isPlain));
      const [first] = allowed;
      if (!first) return callback(new Refused(), []);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };

/**
 * Sends `body` to an address that a stranger has chosen: never into our own network, following no redirect, and reading
 * nothing of the answer but its status.
 * @throws when `signal` aborts; what goes wrong on the way or over there is in what it returns.
 */
export async function postOutside(
  url: URL,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<Posted> {
  const begun = performance.now();
  // By hand: Node may collect what AbortSignal.any was given before its time has come, and then it never comes.
  const abort = new AbortController();
  const stop = () => abort.abort(signal.reason);
  const timer = setTimeout(() => abort.abort(new TimedOut()), timeoutMs);
  signal.addEventListener("abort", stop);
  try {
    const status = await send(url, headers, body, abort.signal);
    return { status, error: null, ms: Math.round(performance.now() - begun) };
  } catch (error) {
    signal.throwIfAborted();
    const why = abort.signal.aborted ? abort.signal.reason : error;
    return { status: null, error: explain(why), ms: Math.round(performance.now() - begun) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

async function send(url: URL, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<number> {
  const isPlain = url.protocol === "http:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A name is checked by its look-up; what is an address already is never looked up.
  if (isIP(host) && !mayReach(host, isPlain)) throw new Refused();
  return new Promise((settle, reject) => {
    const request = (isPlain ? requestPlain : requestTls)(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      agent: false, // no connection is kept: they would pile up, one for each receiver
      lookup: lookupFor(isPlain),
      signal,
    });
    request.on("response", (response) => {
      settle(response.statusCode ?? 0);
      response.destroy();
    });
    request.on("error", reject);
    request.end(body);
  });
}

const reasons: Record<string, string> = {
  ENOTFOUND: "The name of its host is not known.",
  EAI_AGAIN: "The name of its host could not be looked up.",
  ECONNREFUSED: "It refused the connection.",
  ECONNRESET: "It closed the connection without an answer.",
  EHOSTUNREACH: "Its host could not be reached.",
  ENETUNREACH: "Its host could not be reached.",
  ETIMEDOUT: "It did not answer in time.",
};

function explain(error: unknown): string {
  if (error instanceof Refused) return "Its address is not on the open internet.";
  if (error instanceof TimedOut) return `It did not answer within ${timeoutMs / 1_000} seconds.`;
  const { code = "" } = error as NodeJS.ErrnoException;
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return `Its certificate is not valid (${code}).`;
  return reasons[code] ?? "It could not be reached.";
}
