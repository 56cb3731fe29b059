/** A stream read as bytes, for tests of what is on the wire and of when it ends. */
export class RawStream implements Disposable {
  text = "";
  ended = false;
  readonly #abort = new AbortController();

  static async open(url: string, headers: Record<string, string> = {}): Promise<RawStream> {
    const stream = new RawStream();
    const response = await fetch(url, {
      headers: { accept: "text/event-stream", ...headers },
      signal: stream.#abort.signal,
    });
    void stream.#read(response);
    return stream;
  }

  /** The data of each unnamed message, parsed. */
  get messages(): unknown[] {
    return this.text
      .split("\n\n")
      .filter((block) => /^\s*data: /.test(block))
      .map((block) => JSON.parse(/data: ([^\n]*)/.exec(block)?.[1] ?? "null"));
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) this.text += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch {
      // cut off: that is an end as well
    }
    this.ended = true;
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}

export const subscriptionUrl = (url: string, path: string, input: object): string =>
  `${url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
