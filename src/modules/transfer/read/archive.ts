import { promisify } from "node:util";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { UnreadableFile } from "../book";

/** Bounds within which every book fits, and few bombs. */
const mostEntries = 5_000;
const mostBytes = 300 * 1024 * 1024;
/** DEFLATE cannot do better than 1,032 to 1, text seldom better than 20 to 1 (RFC 1951 allows 258 bytes for 2 bits). */
const greatestRatio = 200;
const ratioMattersFrom = 1024 * 1024;

const open = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer);

/** The files of a zip by their path, read one at a time and never written anywhere. */
export class Archive {
  private constructor(
    readonly file: string,
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** @throws UnreadableFile for what is broken, encrypted, a bomb, or has paths that lead out of it. */
  static async open(file: string, bytes: Uint8Array): Promise<Archive> {
    let zip: ZipFile;
    try {
      zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
        autoClose: false,
        validateEntrySizes: true,
        decodeStrings: true,
      });
    } catch (error) {
      throw broken(file, error);
    }
    if (zip.entryCount > mostEntries) throw new UnreadableFile(file, `it holds more than ${mostEntries} files.`);
    const entries = await listEntries(file, zip);
    return new Archive(file, zip, entries);
  }

  get paths(): string[] {
    return [...this.entries.keys()];
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** @throws UnreadableFile when the entry is missing or damaged. */
  async read(path: string): Promise<Uint8Array> {
    const entry = this.entries.get(path);
    if (!entry) throw new UnreadableFile(this.file, `“${path}” is missing inside it.`);
    const parts: Buffer[] = [];
    try {
      const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
        this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
      );
      for await (const part of stream) parts.push(part as Buffer);
    } catch (error) {
      throw broken(this.file, error, path);
    }
    return Buffer.concat(parts);
  }

  async text(path: string): Promise<string> {
    return decode(await this.read(path));
  }
}

function listEntries(file: string, zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let total = 0;
    const refuse = (reason: string) => reject(new UnreadableFile(file, reason));
    zip.on("error", (error) => reject(broken(file, error)));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      total += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (entry.isEncrypted()) return refuse("it is locked with a password.");
      if (total > mostBytes) return refuse("unpacked it would be larger than 300 MB.");
      if (entry.uncompressedSize > ratioMattersFrom && ratio > greatestRatio) {
        return refuse(`“${entry.fileName}” inside it would unpack to ${Math.round(ratio)} times its size.`);
      }
      if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function broken(file: string, error: unknown, path?: string): UnreadableFile {
  const message = error instanceof Error ? error.message : "";
  if (/relative path|absolute path|invalid characters/.test(message)) {
    return new UnreadableFile(file, "it holds a file whose path leads out of it.");
  }
  if (/encrypt/.test(message)) return new UnreadableFile(file, "it is locked with a password.");
  return new UnreadableFile(file, path ? `“${path}” inside it is damaged.` : "it is damaged or not a zip file.");
}

/** Text in the encoding that its first bytes or its XML or HTML declaration name; UTF-8 otherwise, or else Windows-1252. */
export function decode(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const declared =
    (bytes[0] === 0xfe && bytes[1] === 0xff && "utf-16be") ||
    (bytes[0] === 0xff && bytes[1] === 0xfe && "utf-16le") ||
    /^(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ||
    /<meta[^>]*\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  for (const encoding of [declared, "utf-8"]) {
    if (!encoding) continue;
    try {
      return clean(new TextDecoder(encoding, { fatal: true }).decode(bytes));
    } catch {
      // not what it claims to be
    }
  }
  return clean(
    Buffer.from(bytes)
      .toString("latin1")
      .replaceAll(/[\x80-\x9f]/g, (sign) => windows1252[sign.charCodeAt(0) - 0x80] ?? sign),
  );
}

/** What Windows-1252 has where Latin-1 has control characters. Node 20's decoder of that name is one of Latin-1. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** PostgreSQL's text has no NUL, and line ends are one character from here on. */
const clean = (text: string) => text.replaceAll("\0", "").replaceAll(/\r\n?/g, "\n");
