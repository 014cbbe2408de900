import { gunzipSync } from "node:zlib";
import { isMapping } from "../cloud-init/plain";
import { namesGuarded } from "./guarded";
import { writtenMode } from "./modes";
import type { GuestState } from "./state";
import { fromOutside } from "./text";

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
  for (const entry of entries.value as unknown[]) {
    if (!isMapping(entry)) return;
    const isDeferred = which === "deferred";
    if (which !== "all" && isTrue(entry["defer"]) !== (which === "deferred")) continue;
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
    if (isTrue(entry["append"])) guest.append(path, fromOutside(text), place);
    else guest.write(path, fromOutside(text), place);
    guest.setMode(path, writtenMode(entry["permissions"]), place);
    // The file is written before it is given to its owner, and an owner who is not there ends the module.
    if (!isDeferred && !ownerExists(entry["owner"])) return;
  }
}

/** cloudinit/util.py, is_true. */
function isTrue(value: unknown): boolean {
  return (
    value === true || (["string", "number"].includes(typeof value) && /^(true|1|on|yes)$/i.test(String(value).trim()))
  );
}

/** Users of one's own are made after write_files; what an image has from the first is known of these. */
function ownerExists(owner: unknown): boolean {
  if (typeof owner !== "string") return true;
  const [user = "", group = ""] = owner.split(":", 2);
  return users.has(user) && (users.has(group) || groups.has(group));
}

const users: ReadonlySet<string> = new Set(
  " root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc nobody adm shutdown halt operator ftp sshd syslog messagebus systemd-network systemd-resolve chrony polkitd tss".split(
    " ",
  ),
);
const groups: ReadonlySet<string> = new Set(
  "adm tty disk wheel kmem sudo users shadow utmp video staff nogroup systemd-journal ssh_keys audio cdrom".split(" "),
);

const base64 = new Set(["b64", "base64"]);
const gzip = new Set(["gz", "gzip"]);
const gzipBase64 = new Set(["gz+b64", "gzip+b64", "gz+base64", "gzip+base64"]);
const contentLimitBytes = 1024 * 1024;

function contentOf(content: unknown, encoding: unknown): string | undefined {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) return undefined;
  if (encoding !== undefined && encoding !== null && typeof encoding !== "string") return undefined;
  const kind = (encoding ?? "").trim().toLowerCase();
  const encoded = base64.has(kind) || gzip.has(kind) || gzipBase64.has(kind);
  if (!encoded && typeof content === "string" && !/[\ud800-\udfff]/.test(content)) return content;
  const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
  if (base64.has(kind)) return Buffer.from(bytes.toString("latin1"), "base64").toString("utf8");
  if (gzip.has(kind)) return expanded(bytes);
  if (gzipBase64.has(kind)) return expanded(Buffer.from(bytes.toString("latin1"), "base64"));
  return bytes.toString("utf8");
}

function expanded(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: contentLimitBytes }).toString("utf8");
  } catch {
    return undefined;
  }
}
