import path from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";
import { UnreadableFile } from "../book";
import type { Archive } from "./archive";
import { parseHtml, plain, textOf } from "./html";
import { ownDetails } from "./own-details";

type Document = ReturnType<typeof parseDocument>;
type XmlElement = ReturnType<typeof DomUtils.getElementsByTagName>[number];
type XmlNode = Document | XmlElement;

export interface ManifestItem {
  id: string;
  path: string;
  type: string;
  properties: string[];
}

export interface TocEntry {
  label: string;
  path: string;
  /** Id that the entry points to; null for the page as a whole. */
  fragment: string | null;
}

/** What an EPUB says about itself (EPUB 3.3, section 5; OPF 2.0.1 for EPUB 2). Paths are those inside the archive. */
export interface EpubPackage {
  title: string;
  author: string | null;
  language: string | null;
  blurb: string;
  subjects: string[];
  /** What our own exports say beside that; null for a book from elsewhere. */
  own: ReturnType<typeof ownDetails>;
  items: Map<string, ManifestItem>;
  /** The pages in reading order, without those that are not part of it. */
  spine: ManifestItem[];
  toc: TocEntry[];
}

const xml = (text: string): Document => parseDocument(text, { xmlMode: true });
const localName = (name: string) => name.slice(name.indexOf(":") + 1).toLowerCase();
const all = (parent: XmlNode, name: string): XmlElement[] =>
  DomUtils.getElementsByTagName((tag: string) => localName(tag) === name, parent, true);
const texts = (parent: XmlNode, name: string): string[] =>
  all(parent, name)
    .map((element) => DomUtils.textContent(element).trim())
    .filter(Boolean);
const first = (parent: XmlNode, name: string): XmlElement | undefined => all(parent, name)[0];

/** Where a reference in the file at `from` leads inside the archive; null for one that leaves it. */
export function resolvePath(from: string, reference: string): { path: string; fragment: string | null } | null {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(reference)) return null;
  const [relative = "", fragment] = reference.split("#", 2);
  try {
    const target = relative ? path.posix.join(path.posix.dirname(from), decodeURIComponent(relative)) : from;
    return target.startsWith("../") ? null : { path: target, fragment: fragment ? decodeURIComponent(fragment) : null };
  } catch {
    return null;
  }
}

/** Ways of scrambling fonts, which is no lock (EPUB 3.3, section 4.2.6). */
const fontScrambling = /www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/;

/** @throws UnreadableFile for what is no EPUB, lacks its package, or is locked. */
export async function readPackage(archive: Archive): Promise<EpubPackage> {
  const { file } = archive;
  if (archive.has("META-INF/encryption.xml")) {
    const methods = all(xml(await archive.text("META-INF/encryption.xml")), "encryptionmethod");
    if (methods.some((method) => !fontScrambling.test(method.attribs.Algorithm ?? ""))) {
      throw new UnreadableFile(file, "it is protected against copying (DRM).");
    }
  }
  if (!archive.has("META-INF/container.xml")) throw new UnreadableFile(file, "it is not an EPUB: it has no container.");
  const root = first(xml(await archive.text("META-INF/container.xml")), "rootfile")?.attribs["full-path"];
  if (!root || !archive.has(root)) throw new UnreadableFile(file, "it does not say where its contents are.");
  const opf = xml(await archive.text(root));

  const items = new Map<string, ManifestItem>();
  for (const { attribs } of all(opf, "item")) {
    const target = resolvePath(root, attribs.href ?? "");
    if (!attribs.id || !target) continue;
    items.set(attribs.id, {
      id: attribs.id,
      path: target.path,
      type: attribs["media-type"] ?? "",
      properties: (attribs.properties ?? "").split(/\s+/),
    });
  }
  const spineElement = first(opf, "spine");
  const spine = (spineElement ? all(spineElement, "itemref") : []).flatMap(({ attribs }) => {
    const item = items.get(attribs.idref ?? "");
    return item && attribs.linear !== "no" && archive.has(item.path) ? [item] : [];
  });
  if (spine.length === 0) throw new UnreadableFile(file, "it has no pages in its reading order.");

  const metadata = first(opf, "metadata") ?? opf;
  const authors = all(metadata, "creator").filter(({ attribs }) => (attribs["opf:role"] ?? "aut") === "aut");
  const description = texts(metadata, "description")[0] ?? "";
  return {
    title: plain(texts(metadata, "title")[0] ?? ""),
    author:
      authors
        .map((author) => plain(DomUtils.textContent(author)))
        .filter(Boolean)
        .join(", ") || null,
    language: texts(metadata, "language")[0] ?? null,
    blurb: plain(textOf(parseHtml(description))),
    subjects: texts(metadata, "subject"),
    own: ownDetails((name) =>
      all(metadata, "meta")
        .filter(({ attribs }) => attribs.property === name)
        .map((meta) => DomUtils.textContent(meta)),
    ),
    items,
    spine,
    toc: await readToc(archive, items, spineElement?.attribs.toc),
  };
}

/** The table of contents: EPUB 3's navigation page, or else EPUB 2's NCX. Broken entries are left out. */
async function readToc(archive: Archive, items: Map<string, ManifestItem>, ncxId?: string): Promise<TocEntry[]> {
  const navigation = [...items.values()].find(({ properties }) => properties.includes("nav"));
  const ncx = items.get(ncxId ?? "") ?? [...items.values()].find(({ type }) => type === "application/x-dtbncx+xml");
  const entries: TocEntry[] = [];
  const add = (from: string, label: string, reference: string | undefined) => {
    const target = reference ? resolvePath(from, reference) : null;
    if (target && plain(label)) entries.push({ label: plain(label), ...target });
  };
  if (navigation && archive.has(navigation.path)) {
    const page = xml(await archive.text(navigation.path));
    const list = all(page, "nav").find(({ attribs }) => /\btoc\b/.test(attribs["epub:type"] ?? attribs.role ?? ""));
    for (const link of list ? all(list, "a") : []) add(navigation.path, DomUtils.textContent(link), link.attribs.href);
  }
  if (entries.length === 0 && ncx && archive.has(ncx.path)) {
    for (const point of all(xml(await archive.text(ncx.path)), "navpoint")) {
      const label = first(point, "navlabel");
      add(ncx.path, label ? DomUtils.textContent(label) : "", first(point, "content")?.attribs.src);
    }
  }
  return entries;
}
