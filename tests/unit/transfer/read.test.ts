import { describe, expect, test } from "vitest";
import type { Book } from "@/modules/transfer/book";
import { readFile } from "@/modules/transfer/read/file";
import { epubOf, zipOf } from "../../support/epub";

async function only(name: string, bytes: Uint8Array | string): Promise<Book> {
  const [book, ...others] = await readFile(name, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  if (!book || others.length > 0) throw new Error("not one book");
  return book;
}

const chapters = (book: Book) =>
  book.chapters.filter(({ included }) => included).map(({ title, body }) => [title, body]);

describe("an EPUB", () => {
  test.each([2, 3] as const)(
    "of version %i is cut where its table of contents points, across files and inside them",
    async (version) => {
      const book = await only(
        "book.epub",
        epubOf(version, [
          { path: "cover.xhtml", body: "<h1>A Book</h1>" },
          {
            path: "a.xhtml",
            body: `<div><h2 id="one">One</h2><p>First.</p></div><div id="two"><h2>Two</h2><p>Second,</p></div>`,
            toc: [
              ["One", "one"],
              ["Two", "two"],
            ],
          },
          { path: "b.xhtml", body: "<p>goes on here.</p>" },
          { path: "c.xhtml", body: `<h2>Three<br/>A <i>fine</i> day</h2><p>Third.</p>`, toc: [["Three: A fine day"]] },
        ]),
      );
      expect(book).toMatchObject({ title: "A Book", author: "Ana & Ben", language: "pt" });
      expect(chapters(book)).toEqual([
        ["One", "First."],
        ["Two", "Second,\n\ngoes on here."],
        ["Three: A fine day", "Third."],
      ]);
    },
  );

  test("without a table of contents is cut at its pages", async () => {
    const book = await only(
      "book.epub",
      epubOf(3, [
        { path: "a.xhtml", body: "<h1>I</h1><p>First.</p>" },
        { path: "b.xhtml", body: "<h1>II</h1><p>Second.</p>" },
      ]),
    );
    expect(chapters(book)).toEqual([
      ["I", "First."],
      ["II", "Second."],
    ]);
  });

  test("keeps what is about the book apart, and a part's name with its first chapter", async () => {
    const book = await only(
      "book.epub",
      epubOf(3, [
        { path: "i.xhtml", body: `<section epub:type="imprint"><p>Printed by us.</p></section>`, toc: [["Imprint"]] },
        { path: "p.xhtml", body: "<h1>Part One</h1>", toc: [["Part One"]] },
        { path: "a.xhtml", body: "<h2>I</h2><p>Text.</p>", toc: [["I"]] },
      ]),
    );
    expect(book.chapters.map(({ title, included }) => [title, included])).toEqual([
      ["Imprint", false],
      ["Part One · I", true],
    ]);
  });

  test("keeps italics, verse, breaks between scenes and the marks of dialogue", async () => {
    const body = `<h1>I</h1><p>“Oh, <i>do</i> stop—” she said; <b>‘now’</b>…</p><hr/><blockquote><p>One line<br/>and another</p></blockquote><p>2 * 3 is [six].</p>`;
    const book = await only("book.epub", epubOf(3, [{ path: "a.xhtml", body }]));
    expect(chapters(book)[0]?.[1]).toBe(
      "“Oh, *do* stop—” she said; **‘now’**…\n\n* * *\n\n> One line\\\n> and another\n\n2 \\* 3 is \\[six].",
    );
  });

  test("has its notes set as footnotes beside what they are notes to, wherever it keeps them", async () => {
    const book = await only(
      "book.epub",
      epubOf(3, [
        {
          path: "a.xhtml",
          body: `<h1>I</h1><p>Sloped.<a id="r1" href="notes.xhtml#n1" epub:type="noteref">1</a></p><p>On.<sup><a href="notes.xhtml#n2" id="r2">2</a></sup> And <a href="b.xhtml">elsewhere</a>.</p>`,
        },
        {
          path: "notes.xhtml",
          body: `<section epub:type="endnotes"><h2>Endnotes</h2><ol><li id="n1"><p>Built into a hill. <a href="a.xhtml#r1" epub:type="backlink">↩</a></p></li><li id="n2"><p><a href="a.xhtml#r2">2</a> Indeed.</p></li></ol></section>`,
        },
      ]),
    );
    expect(book.chapters.filter(({ title }) => title === "Endnotes")).toEqual([]);
    expect(chapters(book)).toEqual([
      ["I", "Sloped.[^1]\n\n[^1]: Built into a hill.\n\nOn.[^2] And elsewhere.\n\n[^2]: Indeed."],
    ]);
  });

  test("brings its pictures along", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000", "hex");
    const body = `<h1>I</h1><p><img src="../OPS/pic.jpg" alt="A map"/></p><p><img src="gone.png" alt="A lost one"/></p>`;
    const book = await only("book.epub", epubOf(3, [{ path: "a.xhtml", body }], { "OPS/pic.jpg": png }));
    expect(chapters(book)).toEqual([["I", "![A map](picture:1)\n\nA lost one"]]);
    expect(book.pictures).toMatchObject([{ key: "1", type: "image/png" }]);
  });
});

describe("other files", () => {
  test("Markdown: front matter, the title, and chapters at the headings below it", async () => {
    const text =
      "---\ntitle: Tides\ntags: [sea, slow]\n---\n\n# Tides\n\n## One\n\nFirst.\n\n```\n## not a heading\n```\n\n## Two\n\nSecond.\n";
    const book = await only("tides.md", text);
    expect(book).toMatchObject({ title: "Tides", tags: ["sea", "slow"] });
    expect(chapters(book)).toEqual([
      ["One", "First.\n\n```\n## not a heading\n```"],
      ["Two", "Second."],
    ]);
  });

  test("Markdown that begins with a line is no front matter", async () => {
    expect(chapters(await only("a.md", "---\nnot: [closed\n---\n\nText."))).toEqual([
      ["", "---\nnot: [closed\n---\n\nText."],
    ]);
  });

  test("HTML: the title, the author, chapters, and nothing that runs", async () => {
    const html = `<!doctype html><title>x</title><meta name="author" content="Ana"><h1>Tides</h1><h2>One</h2><p onclick="x()">First<script>alert(1)</script>.</p><h2>Two</h2>Loose text<p>Second.`;
    const book = await only("page.html", html);
    expect(book).toMatchObject({ title: "Tides", author: "Ana" });
    expect(chapters(book)).toEqual([
      ["One", "First."],
      ["Two", "Loose text\n\nSecond."],
    ]);
  });

  test("plain text: lines wrapped at a width become paragraphs, chapters are known by their lines", async () => {
    const long = "This is a paragraph that somebody has broken at sixty signs\nor so, as it was once the custom.";
    const text = `CHAPTER I. The Sea\n\n${long}\n\n* * *\n\nI said _no_ and *meant* it.\n\nChapter 2\n\n# not a heading`;
    const book = await only("the_sea.txt", text);
    expect(book.title).toBe("the sea");
    expect(chapters(book)).toEqual([
      ["CHAPTER I. The Sea", `${long.replace("\n", " ")}\n\n* * *\n\nI said *no* and \\*meant\\* it.`],
      ["Chapter 2", "\\# not a heading"],
    ]);
  });

  test("text in Windows-1252 or UTF-16 is read as it was written", async () => {
    expect(chapters(await only("a.txt", Buffer.from("\u0093Caf\u00e9\u0094", "latin1")))).toEqual([["", "“Café”"]]);
    expect(chapters(await only("a.txt", Buffer.from("\ufeff“Café”", "utf16le")))).toEqual([["", "“Café”"]]);
  });

  test("a Word document: its title, its chapters, its italics", async () => {
    const paragraph = (style: string, runs: string) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`;
    const run = (text: string, properties = "") =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const relation = "http://schemas.openxmlformats.org";
    const main = `<w:document xmlns:w="${relation}/wordprocessingml/2006/main"><w:body>${[
      paragraph("Title", run("Tides")),
      paragraph("Heading1", run("One")),
      paragraph("Normal", run("“Oh, ") + run("do", "<w:i/>") + run(" stop”")),
      paragraph("Heading1", run("Two")),
      paragraph("Normal", run("Second.")),
    ].join("")}</w:body></w:document>`;
    const style = (id: string, name: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
    const file = zipOf({
      "[Content_Types].xml": `<Types xmlns="${relation}/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      "_rels/.rels": `<Relationships xmlns="${relation}/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      "word/document.xml": main,
      "word/_rels/document.xml.rels": `<Relationships xmlns="${relation}/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
      "word/styles.xml": `<w:styles xmlns:w="${relation}/wordprocessingml/2006/main">${style("Title", "Title")}${style("Heading1", "heading 1")}</w:styles>`,
    });
    const book = await only("tides.docx", file);
    expect(book.title).toBe("Tides");
    expect(chapters(book)).toEqual([
      ["One", "“Oh, *do* stop”"],
      ["Two", "Second."],
    ]);
  });

  test("a zip of several files is several stories", async () => {
    const books = await readFile(
      "all.zip",
      zipOf({ "2.md": "# Two\n\nB.", "1.txt": "A.", "__MACOSX/1.txt": "x", "notes.pdf": "%PDF" }),
    );
    expect(books.map(({ title }) => title)).toEqual(["1", "Two"]);
  });
});

describe("a file that cannot be imported is refused by name and reason", () => {
  const bomb = zipOf({ "META-INF/container.xml": new Uint8Array(30 * 1024 * 1024) });
  const locked = epubOf(3, [{ path: "a.xhtml", body: "<p>x</p>" }], {
    "META-INF/encryption.xml": `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>`,
  });
  const withPassword = Buffer.from(zipOf({ "a.txt": "x" }));
  withPassword.writeUInt16LE(
    withPassword.readUInt16LE(withPassword.indexOf("PK\u0001\u0002") + 8) | 1,
    withPassword.indexOf("PK\u0001\u0002") + 8,
  );
  const whole = epubOf(3, [{ path: "a.xhtml", body: "<p>x</p>" }]);

  test.each([
    ["empty.epub", Buffer.alloc(0), "it is empty."],
    ["cut.epub", whole.subarray(0, whole.length / 2), "it is damaged or not a zip file."],
    ["renamed.epub", Buffer.from("just text"), "its name says EPUB, but its content is something else or damaged."],
    ["bomb.epub", bomb, /would unpack to \d+ times its size/],
    ["traversal.zip", zipOf({ "../../etc/passwd.txt": "x" }), "it holds a file whose path leads out of it."],
    ["locked.epub", locked, "it is protected against copying (DRM)."],
    ["password.zip", withPassword, "it is locked with a password."],
    ["paper.txt", Buffer.from("%PDF-1.7"), /it is a PDF/],
    ["old.docx", Buffer.from("d0cf11e0a1b11ae1", "hex"), /its name says DOCX/],
    ["binary.txt", Buffer.from([1, 2, 3, 0, 5, 6, 7, 8]), /it is not a text/],
    ["zip.zip", zipOf({ "inner.zip": zipOf({ "a.txt": "x" }) }), /zip inside a zip/],
    ["nothing.zip", zipOf({ "a.exe": "x" }), /nothing in it can be imported/],
    ["blank.txt", Buffer.from(" \n\n "), "there is no text in it."],
    [
      "lost.epub",
      zipOf({
        mimetype: "application/epub+zip",
        "META-INF/container.xml": `<container><rootfiles><rootfile full-path="gone.opf"/></rootfiles></container>`,
      }),
      /does not say where/,
    ],
  ])("%s", async (name, bytes, reason) => {
    const error = await readFile(name, bytes).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "UnreadableFile" });
    expect(error.reason).toMatch(reason);
    expect(error.message).toContain("“");
  });
});
