import { gunzipSync } from "node:zlib";
import { isMapping } from "../cloud-init/plain";
import { decodeBase64 } from "../cloud-init/transfer-encoding";
import { namesGuarded } from "./guarded";
import { writtenMode } from "./modes";
import type { GuestState } from "./state";
import { anyText, fromOutside } from "./text";

/**
 * cloud-init's write_files: entries in list order, each overwriting or appending; those that are deferred are written
 * in the final stage. The first entry that cannot be written ends the module, and what follows is never written.
 */
export function writeFiles(
  guest: GuestState,
  entries: { readonly value: unknown; readonly place: string } | undefined,
  which: "all" | "not deferred" | "deferred",
): void {
  if (!Array.isArray(entries?.value)) return;
  const place = `write_files in ${entries.place}`;
  const isDeferred = which === "deferred";
  for (const entry of which === "all" ? (entries.value as unknown[]) : stage(entries.value, isDeferred)) {
    if (!isMapping(entry)) return;
    const { path } = entry;
    if (path === undefined || path === null || path === "") continue;
    if (typeof path !== "string") return;
    if (isMapping(entry["source"])) {
      // From a URL, with `content` where that fails.
      if (namesGuarded(path)) guest.leaveUnread(path, place);
      continue;
    }
    const text = contentOf(entry["content"] ?? "", entry["encoding"]);
    if (text === undefined) return;
    if (isTrue(entry["append"])) guest.append(path, text, place);
    else guest.write(path, text, place);
    guest.setMode(path, writtenMode(entry["permissions"]), place);
    // The file is written before it is given to its owner, and an owner who is not there ends the module.
    if (!isDeferred && !ownerExists(entry["owner"])) return;
  }
}

/** Before anything is written each is asked whether it is deferred, which a number or nothing cannot be. */
function stage(entries: readonly unknown[], deferred: boolean): readonly unknown[] {
  if (!entries.every((entry) => isMapping(entry) || Array.isArray(entry) || typeof entry === "string")) return [];
  return entries.filter((entry) => (isMapping(entry) && isTrue(entry["defer"])) === deferred);
}

/** cloudinit/util.py, is_true. */
function isTrue(value: unknown): boolean {
  return (
    value === true || (["string", "number"].includes(typeof value) && /^(true|1|on|yes)$/i.test(String(value).trim()))
  );
}

/**
 * cloudinit/util.py, extract_usergroup and chownbyname: names, and no numbers. Users of one's own are made after
 * write_files; what an image has from the first is known of these.
 */
function ownerExists(owner: unknown): boolean {
  if (owner === undefined || owner === null || owner === "") return true;
  if (typeof owner !== "string") return false;
  const [user = "", ...group] = owner.split(":");
  return users.has(user.trim()) && groups.has(group.join(":").trim());
}

/** What leaves a file with whom it is. */
const nobodyElse = ["", "-1", "none", "None"];

const users: ReadonlySet<string> = new Set([
  ...nobodyElse,
  ..."root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc nobody adm".split(" "),
  ..."shutdown halt operator ftp sshd syslog messagebus systemd-network systemd-resolve chrony polkitd tss".split(" "),
]);
const groups: ReadonlySet<string> = new Set([
  ...users,
  ..."adm tty disk wheel kmem sudo users shadow utmp video staff nogroup systemd-journal ssh_keys audio".split(" "),
  ..."cdrom floppy dialout lp kvm render input sgx".split(" "),
]);

const base64 = new Set(["b64", "base64", "gz+b64", "gzip+b64", "gz+base64", "gzip+base64"]);
const gzip = new Set(["gz", "gzip", "gz+b64", "gzip+b64", "gz+base64", "gzip+base64"]);
const contentLimitBytes = 1024 * 1024;

/** Undefined where cloud-init, or Python, cannot make anything of it. */
function contentOf(content: unknown, encoding: unknown): string | undefined {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) return undefined;
  if (encoding !== undefined && encoding !== null && typeof encoding !== "string") return undefined;
  const kind = (encoding ?? "").trim().toLowerCase();
  const bytes = base64.has(kind) ? decoded(content) : Buffer.from(content);
  if (bytes !== undefined && gzip.has(kind)) return expanded(bytes);
  return bytes === undefined ? undefined : fromOutside(Buffer.from(bytes).toString("utf8"));
}

/** base64.b64decode takes bytes that are no text, and no text that is not ASCII. */
function decoded(content: string | Uint8Array): Uint8Array | undefined {
  if (typeof content !== "string") return decodeBase64(Buffer.from(content).toString("latin1"));
  return /[^\0-\x7f]/.test(content) ? undefined : decodeBase64(content);
}

function expanded(bytes: Uint8Array): string | undefined {
  try {
    return fromOutside(gunzipSync(bytes, { maxOutputLength: contentLimitBytes }).toString("utf8"));
  } catch (error) {
    return error instanceof RangeError ? anyText : undefined;
  }
}
