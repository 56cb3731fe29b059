/** Numbers from 0 up to 1 that depend on the seed alone (mulberry32 over a hash of the text). */
export function randomFrom(seed: string): () => number {
  let state = 2_166_136_261;
  for (const unit of Buffer.from(seed)) state = Math.imul(state ^ unit, 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(choices: readonly [T, ...T[]], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Words that stand for the names between braces. */
export type Slots = Readonly<Record<string, string>>;

/**
 * Writes a template out: `[one|another]` is either, `{name}` the slot of that name, `{Name}` the same with a capital, and
 * `{a name}` the same with its article.
 * @throws where a slot is missing, so that no gap ever reaches a reader.
 */
export function expand(template: string, slots: Slots, random: () => number): string {
  const chosen = template.replaceAll(/\[([^[\]]*)\]/g, (_, choices: string) => {
    const [first = "", ...others] = choices.split("|");
    return pick([first, ...others], random);
  });
  return chosen.replaceAll(/\{(an? )?(\w+)\}/gi, (_, article: string | undefined, name: string) => {
    const word = slots[name.charAt(0).toLowerCase() + name.slice(1)];
    if (word === undefined) throw new Error(`there is no slot "${name}"`);
    const whole = article ? `${articleOf(word)} ${word}` : word;
    return /^[A-Z]/.test(article ?? name) ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole;
  });
}

const articleOf = (word: string): string =>
  /^(?:[aeio]|u(?!ni|se|su|ti)|hour|honest|heir)/i.test(word) && !/^(?:one|eu)/i.test(word) ? "an" : "a";

/** As titles have it: each word with a capital. */
export const capitals = (text: string): string =>
  text.replaceAll(/(^|[\s-])(\p{Ll})/gu, (_, before, letter) => before + letter.toUpperCase());
