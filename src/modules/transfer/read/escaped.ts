/** A plain text as Markdown that says the same: what would be a mark in it, and is none, is escaped. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[\\`*[\]<]/g, "\\$&")
    // _emphasis_ is written this way in plain texts too; any other line below stays one
    .replaceAll(/(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])|_/gu, (all, emphasis) =>
      emphasis ? `*${emphasis}*` : `\\${all}`,
    )
    .replace(/^(\s*)(#{1,6}\s|[-+>=~|]|\d+[.)]\s)/, (_, indent, mark) => `${indent}\\${mark}`)
    .replace(/^(\s*)\\(\d+)([.)])/, "$1$2\\$3");
