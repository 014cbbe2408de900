/** What cloud-init takes a text to be, by how it begins; undefined for a text that it ignores with a warning. */
export function typeOf(text: string): string | undefined {
  const start = text.trimStart().toLowerCase();
  return firstLines.find(([prefix]) => start.startsWith(prefix))?.[1];
}

/** Whether cloud-init reads a blob as a MIME message: it looks for the header anywhere in the first 4096 bytes. */
export function isMime(text: string): boolean {
  return text.slice(0, 4096).toLowerCase().includes("mime-version:");
}

/** cloudinit/handlers/__init__.py INCLUSION_TYPES_MAP, longest first, compared as a lower-case prefix. */
const firstLines = [
  ["#cloud-config-archive", "text/cloud-config-archive"],
  ["#cloud-config-jsonp", "text/cloud-config-jsonp"],
  ["## template: jinja", "text/jinja2"],
  ["#cloud-boothook", "text/cloud-boothook"],
  ["#include-once", "text/x-include-once-url"],
  ["#cloud-config", "text/cloud-config"],
  ["#part-handler", "text/part-handler"],
  ["#upstart-job", "text/upstart-job"],
  ["#include", "text/x-include-url"],
  ["#!", "text/x-shellscript"],
] as const;
