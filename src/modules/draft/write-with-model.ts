import { setTimeout as pause } from "node:timers/promises";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, type FinishReason, streamText } from "ai";
import { JobFailure } from "@/jobs/define-job";
import type { Prompt } from "./prompt";

/** An OpenAI-compatible endpoint. */
export interface Generator {
  url: string;
  apiKey: string | undefined;
  model: string;
}

export interface Writing {
  generator: Generator;
  prompt: Prompt;
  signal: AbortSignal;
  /** Told of what comes in the way, in words for the owner. */
  onTrouble(text: string): void;
  /** Without a word for this long, in milliseconds, the endpoint counts as gone. */
  silenceMs?: number;
}

/** Times that an endpoint is asked again, over one text. */
const mostTroubles = 4;
/** Longest pause that an endpoint may ask for while a job waits, in seconds. */
const longestPause = 60;
const backoffMs = [500, 2_000, 5_000, 10_000];
const defaultSilenceMs = 60_000;

/**
 * The text of a model, as it comes. What was cut off is gone on with where it stopped.
 * @throws JobFailure when the endpoint refuses, or stays away; the text that came until then is the caller's to keep.
 */
export async function* writeWithModel(writing: Writing): AsyncGenerator<string, void> {
  const { signal, onTrouble } = writing;
  let written = "";
  for (let troubles = 0; ; troubles++) {
    let trouble: Trouble;
    try {
      const reason = yield* ask(writing, written, (text) => {
        written += text;
      });
      // Some servers name no reason; those that were cut off name none either, but have not said "done".
      if (reason === "stop" || reason === "length") return;
      if (reason === "content-filter")
        throw new JobFailure("The writing service refused this idea.", "Word it differently, and try again.");
      trouble = { what: "The connection to the writing service was cut", waitMs: backoffMs[troubles] ?? 0 };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof JobFailure) throw error;
      trouble = troubleOf(error, troubles);
    }
    if (troubles >= mostTroubles) {
      throw new JobFailure(`${trouble.what}.`, "Try again in a while. What was written so far can be kept.");
    }
    const then = written ? "goes on where the text stopped" : "asks again";
    onTrouble(`${trouble.what}. This ${then} in ${Math.ceil(trouble.waitMs / 1_000)} s.`);
    await pause(trouble.waitMs, undefined, { signal });
  }
}

/** One request. Yields its text, and returns why it ended. */
async function* ask(
  { generator, prompt, signal, silenceMs = defaultSilenceMs }: Writing,
  written: string,
  onText: (text: string) => void,
): AsyncGenerator<string, FinishReason> {
  const provider = createOpenAICompatible({ name: "generator", baseURL: generator.url, apiKey: generator.apiKey });
  const silence = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Silence()), silenceMs);
  };
  heard();
  try {
    const { fullStream } = streamText({
      model: provider(generator.model),
      system: prompt.system,
      messages: [{ role: "user", content: prompt.user }, ...(written ? continuing(written) : [])],
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, silence.signal]),
      onError: () => {}, // thrown below; the library would print it
    });
    for await (const part of fullStream) {
      heard();
      if (part.type === "text-delta") {
        onText(part.text);
        yield part.text;
      }
      if (part.type === "error") throw part.error;
      if (part.type === "abort") throw signal.reason;
      if (part.type === "finish") return part.finishReason;
    }
    return "other";
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error; // the library says it in ways of its own
  } finally {
    clearTimeout(timer);
  }
}

const continuing = (written: string) => [
  { role: "assistant" as const, content: written },
  {
    role: "user" as const,
    content: "The text was cut off there. Go on exactly where it stopped, in mid-sentence if need be. Repeat nothing.",
  },
];

class Silence extends Error {
  override readonly name = "Silence";
}

interface Trouble {
  what: string;
  waitMs: number;
}

/** What to do about an error. Nothing of the answer is passed on: it may quote the request, or the key. @throws JobFailure */
function troubleOf(error: unknown, troubles: number): Trouble {
  const waitMs = backoffMs[troubles] ?? 0;
  if (error instanceof Silence) return { what: "The writing service fell silent", waitMs };
  if (!APICallError.isInstance(error) || error.statusCode === undefined || error.statusCode === 200) {
    return { what: "The connection to the writing service was cut", waitMs };
  }
  const { statusCode, responseHeaders } = error;
  if (statusCode === 401 || statusCode === 403) {
    throw new JobFailure(
      "The writing service does not accept our key.",
      "Whoever runs this site has to set it right; then try again.",
    );
  }
  if (statusCode === 429) {
    const seconds = retryAfter(responseHeaders?.["retry-after"]);
    if (seconds !== null && seconds > longestPause) {
      throw new JobFailure(
        "The writing service has too much to do.",
        `Try again in ${Math.ceil(seconds / 60)} minutes.`,
      );
    }
    return { what: "The writing service has too much to do", waitMs: seconds === null ? waitMs : seconds * 1_000 };
  }
  if (statusCode >= 500 || statusCode === 408) return { what: "The writing service has a fault", waitMs };
  throw new JobFailure(
    `The writing service does not understand us (${statusCode}).`,
    "Whoever runs this site has to look at its settings; then try again.",
  );
}

/** Seconds, from a number of them or a date; null for neither. */
function retryAfter(header: string | undefined): number | null {
  if (!header) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
