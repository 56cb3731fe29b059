import type { TextPart } from "./schema";

export interface Words {
  /** To be found, as PostgreSQL's `websearch_to_tsquery` reads them. */
  wanted: string;
  /** Words and phrases of which none may be there. */
  unwanted: string[];
}

const minus = /(?<=^|\s)-("[^"]+"?|[^\s"]+)/gu;

/** Takes what must not be there out of a query. */
export function wordsOf(query: string): Words {
  const unwanted: string[] = [];
  const wanted = query.replace(minus, (_, words: string) => {
    unwanted.push(words);
    return "";
  });
  return { wanted: wanted.trim(), unwanted };
}

/** Around what was searched for, in the headlines that the database makes; from the range that Unicode gives no meaning. */
export const hitStart = "\uE000";
export const hitEnd = "\uE001";

const links = /!?\[([^\]]*)\]\([^)]*\)/g;
const marks = /[*_~`#>|\\]+/g;

/** A headline as parts, without Markdown's marks: of a piece cut out of a text no tree can be made. */
export function readHeadline(headline: string): TextPart[] {
  const plain = headline.replace(links, "$1").replace(marks, "").replace(/\s+/g, " ").trim();
  const parts: TextPart[] = [];
  for (const [index, piece] of plain.split(hitStart).entries()) {
    const [first = "", ...rest] = piece.split(hitEnd);
    if (index === 0 || rest.length === 0) parts.push({ text: piece.replaceAll(hitEnd, ""), hit: false });
    else parts.push({ text: first, hit: true }, { text: rest.join(""), hit: false });
  }
  return parts.filter(({ text }) => text !== "");
}
