import type { Behaviour } from "./version";
import { stripStart } from "./text";

/** What cloud-init takes a text to be, by how it begins; undefined for a text that it ignores with a warning. */
export function typeOf(text: string, behaviour?: Behaviour): string | undefined {
  const start = startOf(text, behaviour).toLowerCase();
  const [, type, since] = firstLines.find(([prefix]) => start.startsWith(prefix)) ?? [];
  return since === undefined || behaviour === undefined || behaviour[since] ? type : undefined;
}

/** Whether cloud-init reads a blob as a MIME message: it looks for the header anywhere in the first 4096 bytes. */
export function isMime(blob: string | Uint8Array): boolean {
  const bytes = typeof blob === "string" ? Buffer.from(blob.slice(0, 4096)) : blob;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  return /mime-version:/i.test(start.toString("latin1"));
}

/** Longer than any first line, so that a large text is not lowered as a whole. */
function startOf(text: string, behaviour: Behaviour | undefined): string {
  const start = behaviour?.python2 ? text.replace(/^[\t-\r ]+/, "") : stripStart(text);
  return start.slice(0, 64);
}

/**
 * cloudinit/handlers/__init__.py INCLUSION_TYPES_MAP, longest first, compared as a lower-case prefix; the third is what
 * a version must do for the line to be known.
 */
const firstLines: readonly (readonly [prefix: string, type: string, since?: keyof Behaviour])[] = [
  ["text/x-shellscript-per-instance", "text/x-shellscript-per-instance", "frequencyScripts"],
  ["text/x-shellscript-per-boot", "text/x-shellscript-per-boot", "frequencyScripts"],
  ["text/x-shellscript-per-once", "text/x-shellscript-per-once", "frequencyScripts"],
  ["#cloud-config-archive", "text/cloud-config-archive"],
  ["#cloud-config-jsonp", "text/cloud-config-jsonp"],
  ["## template: jinja", "text/jinja2"],
  ["#cloud-boothook", "text/cloud-boothook"],
  ["#include-once", "text/x-include-once-url"],
  ["#cloud-config", "text/cloud-config"],
  ["#part-handler", "text/part-handler"],
  ["#upstart-job", "text/upstart-job", "upstartJobs"],
  ["#include", "text/x-include-url"],
  ["#!", "text/x-shellscript"],
];
