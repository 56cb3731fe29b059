import { strToU8, type Zippable, zipSync } from "fflate";

/** A small zip, such as the books that tests are about. */
export const zipOf = (files: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content]),
    ) satisfies Zippable,
  );

interface Page {
  path: string;
  /** What is between <body> and </body>. */
  body: string;
  /** Its names in the table of contents, with the id each points to. */
  toc?: [label: string, id?: string][];
}

const container = `<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`;

/** An EPUB as the world makes them: version 2 with an NCX, or version 3 with a navigation page. */
export function epubOf(version: 2 | 3, pages: Page[], extra: Record<string, string | Uint8Array> = {}): Uint8Array {
  const entries = pages.flatMap(({ path, toc = [] }) =>
    toc.map(([label, id]) => ({ label, href: id ? `${path}#${id}` : path })),
  );
  const contents =
    version === 3
      ? `<html xmlns:epub="x"><body><nav epub:type="toc"><ol>${entries.map(({ label, href }) => `<li><a href="${href}">${label}</a></li>`).join("")}</ol></nav></body></html>`
      : `<ncx><navMap>${entries.map(({ label, href }) => `<navPoint><navLabel><text>${label}</text></navLabel><content src="${href}"/></navPoint>`).join("")}</navMap></ncx>`;
  const opf = `<package version="${version}.0"><metadata xmlns:dc="d" xmlns:opf="o"><dc:title>A Book</dc:title>
    <dc:creator opf:role="aut">Ana &amp; Ben</dc:creator><dc:language>pt</dc:language></metadata>
    <manifest><item id="toc" href="toc" media-type="${version === 2 ? "application/x-dtbncx+xml" : "application/xhtml+xml"}" properties="${version === 3 ? "nav" : ""}"/>
    ${pages.map(({ path }, index) => `<item id="p${index}" href="${path}" media-type="application/xhtml+xml"/>`).join("")}</manifest>
    <spine toc="toc">${pages.map((_, index) => `<itemref idref="p${index}"/>`).join("")}</spine></package>`;
  return zipOf({
    mimetype: "application/epub+zip",
    "META-INF/container.xml": container,
    "OPS/book.opf": opf,
    "OPS/toc": contents,
    ...Object.fromEntries(
      pages.map(({ path, body }) => [
        `OPS/${path}`,
        `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="x"><head><title/></head><body>${body}</body></html>`,
      ]),
    ),
    ...extra,
  });
}
