import { strip } from "./text";
import type { Behaviour } from "./version";

/** What a Jinja part is to cloud-init. */
export type Template =
  | { readonly text: string; readonly error?: undefined; readonly opaque?: undefined }
  | { readonly error: string; readonly text?: undefined; readonly opaque?: undefined }
  | { readonly opaque: string; readonly text?: undefined; readonly error?: undefined };

/** Renders a template that has nothing to render; one that has depends on what the guest knows. */
export function renderTemplate(template: string, { basicTemplates }: Behaviour): Template {
  const end = template.indexOf("\n");
  const header = end < 0 ? template : template.slice(0, end);
  const named = /^##\s*template:([^\n]*)/i.exec(header)?.[1];
  const engine = named === undefined ? "basic" : strip(named.toLowerCase());
  const body = named === undefined ? template : end < 0 ? "" : template.slice(end + 1);
  if (engine === "jinja") return renderJinja(body);
  const known = engine === "basic" || engine === "cheetah";
  return basicTemplates && known ? renderBasic(body) : { error: 'its first line is not "## template: jinja"' };
}

function renderJinja(body: string): Template {
  if (/\{[{%#]/.test(body)) return { opaque: "it is a Jinja template, rendered with what the guest knows" };
  // Jinja takes every line end for "\n", and cloud-init puts the last one back.
  const text = body.replace(/\r\n|\r/g, "\n").replace(/\n$/, "");
  return { text: body.endsWith("\n") ? `${text}\n` : text };
}

function renderBasic(body: string): Template {
  if (!/\$(?:\{[A-Za-z0-9_.]+\}|[A-Za-z0-9_.])/.test(body)) return { text: body };
  return { opaque: "it is a template, rendered with what the guest knows" };
}
