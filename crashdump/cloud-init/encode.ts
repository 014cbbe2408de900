import { createHash } from "node:crypto";
import type { Hardening } from "../harden";
import { isMime } from "./first-line";
import { userDataProblems } from "./user-data";

/** What Azure takes as customData, after its base64 decoding (learn.microsoft.com/azure/virtual-machines/custom-data). */
export const customDataLimitBytes = 65_535;

/**
 * customData (base64) for a VM: the hardening with the user's own cloud-init, unchanged, between its two scripts.
 *
 * The same input gives the same bytes. The three are parts of one MIME message and never merged, so that neither side
 * can lose the other's keys. Throws an Error that says what to change when the user's cloud-init would make cloud-init
 * discard all of it, or when the result is larger than Azure takes.
 */
export function toCustomData(hardening: Hardening, userCloudInit?: string): string {
  const problems = userDataProblems(userCloudInit ?? "");
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const parts = [
    scriptPart("text/cloud-boothook", "azure-kdump-reserve", hardening.reserve),
    ...(userCloudInit?.trim() ? [userPart(userCloudInit)] : []),
    // Scripts run in byte order of their names: this one after "part-NNN" and "runcmd".
    scriptPart("text/x-shellscript", "zz-azure-kdump", hardening.configure),
  ];
  const message = multipart(parts);
  const bytes = Buffer.byteLength(message);
  if (bytes > customDataLimitBytes) {
    const user = Buffer.byteLength(userCloudInit ?? "");
    throw new Error(
      `customData would be ${bytes} bytes, and Azure takes ${customDataLimitBytes}: the cloud-init given is ${user} bytes, ${bytes - customDataLimitBytes} too many after encoding; fetch large files from the guest instead`,
    );
  }
  return Buffer.from(message).toString("base64");
}

/** Deterministic, unlike the mail libraries' output, which carries a date and a random id: a change replaces the VM. */
function multipart(parts: readonly string[]): string {
  const boundary = `azure-kdump-${createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32)}`;
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    ...parts.map((part) => `--${boundary}\n${part}`),
    `--${boundary}--`,
    "",
  ].join("\n");
}

function scriptPart(type: string, filename: string, script: string): string {
  return leaf([`Content-Type: ${type}`, `Content-Disposition: attachment; filename="${filename}"`], script);
}

/**
 * As text/x-not-multipart cloud-init looks at the first line, exactly as it does where the user's blob stands alone; a
 * MIME message is carried as it is.
 */
function userPart(text: string): string {
  return isMime(text) ? text : leaf(["Content-Type: text/x-not-multipart"], text);
}

function leaf(headers: readonly string[], content: string): string {
  const lines =
    Buffer.from(content)
      .toString("base64")
      .match(/.{1,76}/g) ?? [];
  return [...headers, "Content-Transfer-Encoding: base64", "", ...lines].join("\n");
}
