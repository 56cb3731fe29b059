import { type StockClient, stockClient } from "./client";

// Apart from app.ts, which loads the whole server: most tests of several processes need only this.

export interface Person {
  id: string;
  handle: string;
  cookie: string;
  api: StockClient;
}

export const secret = "a-secret-for-tests-that-is-long-enough";

const password = "correct horse battery";

/**
 * Signs a new member up at any running server, from a page at `origin`.
 * @param keyOf finds the key in the link that is mailed to them, where mail is sent.
 */
export async function signUp(
  url: string,
  handle: string,
  origin = url,
  keyOf?: (handle: string) => Promise<string>,
): Promise<Person> {
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json", origin };
    const response = await fetch(`${url}/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return { response, answer: (await response.json()) as { user: { id: string } | null } };
  };
  const form = { name: `The ${handle}`, handle, email: `${handle}@inkwire.example`, password };
  let { response, answer } = await post("sign-up/email", form);
  if (!answer.user) {
    if (!keyOf) throw new Error("the sign-up waits for the link that was mailed");
    ({ response, answer } = await post("sign-up/confirm", { key: await keyOf(handle), password }));
  }
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return { id: answer.user?.id ?? "", handle, cookie, api: stockClient(url, cookie) };
}
