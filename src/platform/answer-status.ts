import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { singleton } from "./singleton";

const answers = () => singleton("answers", () => new AsyncLocalStorage<ServerResponse>());

/** Runs what renders a page into `response`, so that `answerGone` finds it. */
export const rendering = <T>(response: ServerResponse, render: () => T): T => answers().run(response, render);

/** Has the page that is being rendered answered with 410. Next lets a page say 404, and knows no word for this. */
export function answerGone(): void {
  const response = answers().getStore();
  if (response && !response.headersSent) response.statusCode = 410;
}
