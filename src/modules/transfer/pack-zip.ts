import { setImmediate } from "node:timers/promises";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { FileToZip } from "./write/markdown";

/**
 * Packs files into a zip one by one, letting others have their turn in between, so that a large archive holds up no page.
 * @param onProgress told the part of all bytes that is packed, from 0 to 1.
 */
export async function packZip(
  files: Record<string, FileToZip>,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, part) => {
    if (error) failure = error;
    else parts.push(part);
  });
  const entries = Object.entries(files).map(([path, file]) => ({
    path,
    stored: Array.isArray(file),
    bytes: Array.isArray(file) ? file[0] : file,
  }));
  const total = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let packed = 0;
  for (const { path, stored, bytes } of entries) {
    signal.throwIfAborted();
    const entry = stored ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    zip.add(entry);
    entry.push(bytes, true);
    packed += bytes.length;
    onProgress(packed / total);
    await setImmediate();
  }
  zip.end();
  if (failure) throw failure;
  return new Uint8Array(Buffer.concat(parts));
}
