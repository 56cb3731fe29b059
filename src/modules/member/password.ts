import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { singleton } from "@/platform/singleton";

/** Guesses that must not be enough: what can be tried at a sign-in within a year, at the limits that it has. */
const fewestGuesses = 10_000_000;

/** The words and passwords that are tried first, among them what has leaked elsewhere; loaded at the first sign-up. */
const checker = (): Promise<ZxcvbnFactory> =>
  singleton("password-checker", async () => {
    const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
      import("@zxcvbn-ts/core"),
      import("@zxcvbn-ts/language-common"),
    ]);
    return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  });

/**
 * Whether a password would be found soon: it is, or is made of, what is tried first. Nothing leaves this machine for it.
 * @param about what others know of the member, such as the handle.
 */
export async function isGuessable(password: string, about: readonly string[]): Promise<boolean> {
  const { guesses } = (await checker()).check(password.slice(0, 128), [...about]);
  return guesses < fewestGuesses;
}
