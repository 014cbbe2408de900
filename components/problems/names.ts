import type { Problem } from "azure-kdump-core";

/** Of a part of a VM: it ends the name of a resource, and none of its kind has the same. */
export function nameProblems(property: string, name: string, taken: readonly string[]): readonly Problem[] {
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    const reason = `"${name}" is not allowed: give up to 32 lower-case letters, digits and -, the last no -`;
    return [{ property, reason }];
  }
  return taken.includes(name) ? [{ property, reason: `"${name}" is another's: give each its own` }] : [];
}
