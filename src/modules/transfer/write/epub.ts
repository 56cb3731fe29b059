import { strToU8, type Zippable, zipSync } from "fflate";
import type { Element, ElementContent } from "hast";
import { toXast } from "hast-util-to-xast";
import { toXml } from "xast-util-to-xml";
import { coverSvg } from "./cover";
import { chapterTree, contentNote, type Edition, ownDetails, pictureFile, titleAt } from "./edition";

const xmlHead = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Without what XML 1.0 cannot hold (section 2.2): control characters and halves of characters. */
const speakable = (text: string) => text.toWellFormed().replaceAll(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, "\ufffd");
const escaped = (text: string) =>
  speakable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const element = (tagName: string, children: ElementContent[], properties: Element["properties"] = {}): Element => ({
  type: "element",
  tagName,
  properties,
  children,
});
const text = (value: string): ElementContent => ({ type: "text", value });

/** A page of the book as XHTML. */
function page(edition: Edition, title: string, body: Element, folder: string): Uint8Array {
  const html = element(
    "html",
    [
      element("head", [
        element("title", [text(title)]),
        element("link", [], { rel: ["stylesheet"], type: "text/css", href: `${folder}style.css` }),
      ]),
      body,
    ],
    {
      xmlns: "http://www.w3.org/1999/xhtml",
      "xmlns:epub": "http://www.idpf.org/2007/ops",
      lang: edition.language,
      "xml:lang": edition.language,
    },
  );
  return strToU8(
    `${xmlHead}<!DOCTYPE html>\n${speakable(toXml(toXast(html), { closeEmptyElements: true })).replaceAll("]]>", "]]&gt;")}\n`,
  );
}

const style = `body { line-height: 1.5; margin: 0 5%; }
h1 { font-weight: normal; line-height: 1.2; margin: 3em 0 2em; text-align: center; }
p { margin: 0; text-indent: 1.4em; }
h1 + p, hr + p, aside + p, blockquote p:first-child, .label { text-indent: 0; }
blockquote { margin: 1em 1.4em; }
hr { border: 0; margin: 1.5em 0; text-align: center; }
hr::before { content: "* * *"; }
img { max-width: 100%; }
.title { margin-top: 20%; text-align: center; }
.title p { margin: 1em 0; text-indent: 0; }
.title .content { font-size: 0.85em; margin-top: 3em; }
.author-note { border-left: 2px solid; font-size: 0.9em; margin: 2em 0; padding-left: 1em; }
.author-note .label { font-weight: bold; }
.notes { border-top: 1px solid; font-size: 0.85em; margin-top: 2em; }
`;

/**
 * The story as EPUB 3.3 (https://www.w3.org/TR/epub-33/), without scripts or anything from elsewhere. Deterministic: the
 * same edition gives the same bytes.
 */
export function writeEpub(edition: Edition): Uint8Array {
  const { title, author, chapters } = edition;
  const chapterPath = (index: number) => `text/chapter-${index + 1}.xhtml`;
  const files: Zippable = {
    // First and not compressed, so that the file is known by its first bytes (OCF, section 4.3).
    mimetype: [strToU8("application/epub+zip"), { level: 0 }],
    "META-INF/container.xml": strToU8(
      `${xmlHead}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n`,
    ),
    "book/package.opf": strToU8(packageOf(edition, chapterPath)),
    "book/style.css": strToU8(style),
    "book/images/cover.svg": strToU8(speakable(coverSvg(edition))),
  };
  const opening = element("section", [element("h1", [text(title)]), element("p", [text(`By ${author}`)])], {
    className: ["title"],
    "epub:type": "titlepage",
  });
  if (edition.blurb) opening.children.push(element("p", [text(edition.blurb)]));
  const note = contentNote(edition);
  if (note) opening.children.push(element("p", [text(note)], { className: ["content"] }));
  files["book/text/title.xhtml"] = page(
    edition,
    title,
    element("body", [opening], { "epub:type": "frontmatter" }),
    "../",
  );

  const links = chapters.map((_, index) =>
    element("li", [element("a", [text(titleAt(edition, index))], { href: chapterPath(index) })]),
  );
  const contents = element("nav", [element("h1", [text("Contents")]), element("ol", links)], {
    "epub:type": "toc",
    role: "doc-toc",
    id: "toc",
  });
  files["book/contents.xhtml"] = page(edition, "Contents", element("body", [contents]), "");

  for (const [index, chapter] of chapters.entries()) {
    const tree = chapterTree(chapter, edition.pictures, "../");
    const heading = chapter.title ? [element("h1", [text(chapter.title)])] : [];
    const children = tree.children.filter((node) => node.type !== "doctype");
    const section = element("section", [...heading, ...children], { "epub:type": "chapter" });
    const body = element("body", [section], { "epub:type": "bodymatter" });
    files[`book/${chapterPath(index)}`] = page(edition, titleAt(edition, index), body, "../");
  }
  for (const picture of edition.pictures.values())
    files[`book/${pictureFile(picture)}`] = [picture.bytes, { level: 0 }];
  return zipSync(files, { level: 6, mtime: new Date(Math.max(Date.parse(edition.modified), Date.UTC(1980, 0, 2))) });
}

function packageOf(edition: Edition, chapterPath: (index: number) => string): string {
  const { id, title, author, blurb, tags, language, modified, chapters, pictures } = edition;
  const meta = [
    `<dc:identifier id="id">urn:uuid:${escaped(id)}</dc:identifier>`,
    `<dc:title>${escaped(title)}</dc:title>`,
    `<dc:creator>${escaped(author)}</dc:creator>`,
    `<dc:language>${escaped(language)}</dc:language>`,
    blurb && `<dc:description>${escaped(blurb)}</dc:description>`,
    ...tags.map((tag) => `<dc:subject>${escaped(tag)}</dc:subject>`),
    ...ownDetails(edition).map(({ name, value }) => `<meta property="${name}">${escaped(value)}</meta>`),
    `<meta property="dcterms:modified">${modified.slice(0, 19)}Z</meta>`,
    '<meta name="cover" content="cover"/>',
  ];
  const item = (id: string, href: string, type: string, properties = "") =>
    `<item id="${id}" href="${href}" media-type="${type}"${properties && ` properties="${properties}"`}/>`;
  const xhtml = "application/xhtml+xml";
  const items = [
    item("contents", "contents.xhtml", xhtml, "nav"),
    item("style", "style.css", "text/css"),
    item("cover", "images/cover.svg", "image/svg+xml", "cover-image"),
    item("title", "text/title.xhtml", xhtml),
    ...chapters.map((_, index) => item(`chapter-${index + 1}`, chapterPath(index), xhtml)),
    ...[...pictures.values()].map((picture) => item(`picture-${picture.key}`, pictureFile(picture), picture.type)),
  ];
  const spine = ["title", ...chapters.map((_, index) => `chapter-${index + 1}`)];
  return `${xmlHead}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" prefix="inkwire: https://inkwire.example/book#" xml:lang="${escaped(language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${meta.filter(Boolean).join("\n")}</metadata>
<manifest>${items.join("\n")}</manifest>
<spine>${spine.map((id) => `<itemref idref="${id}"/>`).join("")}</spine>
</package>
`;
}
