import { gunzipSync } from "node:zlib";
import { decodeCustomData, type Part } from "./cloud-init/decode";
import { isMapping, parseYaml } from "./cloud-init/yaml";
import { type Hardening, harden, revision } from "./harden";
import { recordOf } from "./recipes/record";

/** What a customData makes of a guest, as far as it can be told without running it. */
export interface Guest {
  /** Our own hardening, known exactly because it was made again and is the same to the byte. */
  readonly hardening: Hardening | undefined;
  /** Absolute path → what the file holds once cloud-init is through. */
  readonly files: ReadonlyMap<string, WrittenFile>;
  readonly packages: ReadonlySet<string>;
  /** Commands and scripts that were not followed, and parts that cannot be read without the guest. */
  readonly unread: readonly Unread[];
}

export interface WrittenFile {
  readonly content: string;
  readonly place: string;
}

export interface Unread {
  readonly text: string;
  readonly place: string;
}

/** Follows a customData (base64) part by part, in the order in which cloud-init acts on them. Never throws. */
export function guestOf(customData: string): Guest {
  const parts = decodeCustomData(customData);
  const hardening = ownHardening(parts);
  const own = new Set([hardening?.reserve, hardening?.configure]);
  const files = new Map<string, WrittenFile>();
  const packages = new Set<string>(hardening?.packages);
  const unread: Unread[] = [];
  // Our boothook runs before everybody's write_files, our script after everybody's scripts.
  writeOwn(hardening, "reserve", files);
  const config = mergedConfig(parts);
  applyWriteFiles(config.get("write_files"), files, unread);
  for (const name of packageNames(config.get("packages")?.value)) packages.add(name);
  for (const key of ["bootcmd", "runcmd"]) unread.push(...commands(key, config.get(key)));
  for (const part of parts) {
    if (own.has(part.content) || part.type === "text/cloud-config") continue;
    unread.push({ text: withoutComments(part.content), place: part.place });
  }
  writeOwn(hardening, "configure", files);
  return { hardening, files, packages, unread };
}

/** Both our scripts are there, unchanged, and say the same: anything less is judged as anybody's script. */
function ownHardening(parts: readonly Part[]): Hardening | undefined {
  for (const part of parts) {
    const record = part.type === "text/cloud-boothook" ? recordOf(part.content) : undefined;
    if (record?.revision !== revision) continue;
    try {
      const hardening = harden(record.platform, record.settings);
      const script = parts.find(
        ({ type, content }) => type === "text/x-shellscript" && content === hardening.configure,
      );
      if (part.content === hardening.reserve && script !== undefined) return hardening;
    } catch {
      // A record that names no hardening is not ours.
    }
  }
  return undefined;
}

function writeOwn(hardening: Hardening | undefined, script: "reserve" | "configure", files: Map<string, WrittenFile>) {
  for (const { path, content, writtenBy } of hardening?.files ?? []) {
    if (writtenBy === script) files.set(path, { content, place: "the hardening" });
  }
}

interface Located {
  readonly value: unknown;
  readonly place: string;
}

/** Without a merge rule a later cloud-config replaces every top-level key that it names. */
function mergedConfig(parts: readonly Part[]): ReadonlyMap<string, Located> {
  const merged = new Map<string, Located>();
  for (const { type, content, place } of parts) {
    if (type !== "text/cloud-config") continue;
    const yaml = parseYaml(content);
    if ("error" in yaml || !isMapping(yaml.value)) continue;
    for (const [key, value] of Object.entries(yaml.value)) merged.set(key, { value, place });
  }
  return merged;
}

/** In list order; the first entry that cannot be written ends the module, and what follows is never written. */
function applyWriteFiles(entries: Located | undefined, files: Map<string, WrittenFile>, unread: Unread[]): void {
  if (!Array.isArray(entries?.value)) return;
  const deferredLast = [...(entries.value as unknown[])].sort((a, b) => Number(isDeferred(a)) - Number(isDeferred(b)));
  for (const entry of deferredLast) {
    if (!isMapping(entry) || typeof entry["path"] !== "string") return;
    const path = normalize(entry["path"]);
    const place = `write_files in ${entries.place}`;
    const content = decodeContent(entry["content"] ?? "", entry["encoding"]);
    if (content === undefined) {
      unread.push({ text: path, place });
      return;
    }
    const before = entry["append"] === true ? (files.get(path)?.content ?? "") : "";
    files.set(path, { content: before + content, place });
  }
}

function isDeferred(entry: unknown): boolean {
  return isMapping(entry) && entry["defer"] === true;
}

function normalize(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}

function decodeContent(content: unknown, encoding: unknown): string | undefined {
  if (typeof content !== "string") return undefined;
  const kind = typeof encoding === "string" ? encoding.trim().toLowerCase() : "";
  if (["b64", "base64"].includes(kind)) return Buffer.from(content, "base64").toString("utf8");
  if (["gz+b64", "gzip+b64", "gz+base64", "gzip+base64"].includes(kind)) {
    try {
      return gunzipSync(Buffer.from(content, "base64"), { maxOutputLength: 1024 * 1024 }).toString("utf8");
    } catch {
      return undefined;
    }
  }
  return content;
}

function packageNames(packages: unknown): readonly string[] {
  if (!Array.isArray(packages)) return [];
  return packages.map((entry: unknown) => String(Array.isArray(entry) ? entry[0] : entry));
}

function commands(key: string, located: Located | undefined): readonly Unread[] {
  if (!Array.isArray(located?.value)) return [];
  return located.value.map((item: unknown, index) => ({
    text: withoutComments(Array.isArray(item) ? item.join(" ") : String(item)),
    place: `${key} ${index + 1} in ${located.place}`,
  }));
}

function withoutComments(script: string): string {
  return script.replace(/^\s*#.*$/gm, "");
}
