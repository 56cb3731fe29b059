/** A handle out of a name: "Inês Valadares" gives "ines-valadares". Empty where a name has no Latin letters to offer. */
export function suggestHandle(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 30)
    .replaceAll(/^-+|-+$/g, "");
}
