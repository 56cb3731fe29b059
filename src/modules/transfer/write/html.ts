import type { Root } from "hast";
import { toHtml } from "hast-util-to-html";
import type { Picture } from "../book";
import { chapterTree, contentNote, type Edition, ownDetails, pictureFile, titleAt } from "./edition";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const dataUrl = ({ type, bytes }: Picture) => `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

const style = `:root { color-scheme: light dark; }
body { font: 1.15rem/1.6 Literata, Georgia, serif; margin: 3rem auto; max-width: 36rem; padding: 0 1rem; }
h1, h2 { font-weight: normal; line-height: 1.2; }
h2 { margin-top: 4rem; }
img { max-width: 100%; }
.author-note { border-inline-start: 2px solid; font-size: 0.9em; margin: 2rem 0; padding-inline-start: 1rem; }
.label { font-weight: bold; }
.notes { font-size: 0.85em; }
.content { font-size: 0.85em; }
`;

/** The story as one page that needs nothing beside it: pictures are inside. */
export function writeHtml(edition: Edition): Uint8Array {
  const { title, author, blurb, tags, language, chapters } = edition;
  const files = new Map([...edition.pictures.values()].map((picture) => [pictureFile(picture), picture]));
  const bodies = chapters.map((chapter, index) => {
    const heading = chapters.length > 1 || chapter.title ? `<h2>${escaped(titleAt(edition, index))}</h2>\n` : "";
    return `<section role="doc-chapter" id="chapter-${index + 1}">\n${heading}${toHtml(withPictures(chapterTree(chapter, edition.pictures, "", `chapter-${index + 1}`), files))}\n</section>`;
  });
  const metas = [
    { name: "author", value: author },
    { name: "description", value: blurb },
    { name: "keywords", value: tags.join(", ") },
    ...ownDetails(edition),
  ].map(({ name, value }) => `<meta name="${name}" content="${escaped(value)}">`);
  const note = contentNote(edition);
  return Buffer.from(`<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${metas.join("\n")}
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${note && `<header class="content">${escaped(note)}</header>\n`}<main>
<h1>${escaped(title)}</h1>
${bodies.join("\n")}
</main>
</body>
</html>
`);
}

function withPictures(tree: Root, files: Map<string, Picture>): Root {
  const visit = (nodes: Root["children"]) => {
    for (const node of nodes) {
      if (node.type !== "element") continue;
      const picture = node.tagName === "img" && files.get(String(node.properties.src));
      if (picture) node.properties.src = dataUrl(picture);
      visit(node.children);
    }
  };
  visit(tree.children);
  return tree;
}
