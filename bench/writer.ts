import { Agent, request } from "node:http";
import { mark } from "./load/mark";
import { nowMicros } from "./measure/clock";

export interface Draft {
  id: string;
  /** What the mark in its title says. */
  key: number;
}

/** A member who writes and publishes over HTTP, on one connection that is kept alive. */
export class Writer {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  private constructor(
    private readonly url: string,
    readonly cookie: string,
  ) {}

  static async signUp(url: string): Promise<Writer> {
    const handle = `w${nowMicros().toString(36)}`;
    const response = await fetch(`${url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({
        name: "A writer",
        handle,
        email: `${handle}@inkwire.example`,
        password: "correct horse battery",
      }),
    });
    if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
    const cookies = response.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
    return new Writer(url, cookies.join("; "));
  }

  /** Drafts that can be published, each with a mark of its own in its title. */
  async write(count: number): Promise<Draft[]> {
    const drafts: Draft[] = [];
    const first = nowMicros();
    for (let index = 0; index < count; index++) {
      const key = first + index;
      const { id } = await this.#mutate<{ id: string }>("story.create", { title: mark(key), body: "It was late." });
      drafts.push({ id, key });
    }
    return drafts;
  }

  async publish(id: string): Promise<void> {
    await this.#mutate("story.publish", { id });
  }

  /** Asks for a story as a file. @returns the id of the job */
  async exportStory(storyId: string): Promise<string> {
    const { id } = await this.#mutate<{ id: string }>("transfer.export", { storyId, format: "epub" });
    return id;
  }

  #mutate<Result>(procedure: string, input: object): Promise<Result> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.url}/api/trpc/${procedure}`,
        { method: "POST", agent: this.#agent, headers: { "content-type": "application/json", cookie: this.cookie } },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            text += part;
          });
          response.on("end", () => {
            if (response.statusCode === 200) resolve(JSON.parse(text).result.data);
            else reject(new Error(`${procedure} answered ${response.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(JSON.stringify(input));
    });
  }
}
