import { load, YAML11_SCHEMA, YAMLException } from "js-yaml";

export type Yaml = { readonly value: unknown } | { readonly error: string };

/** Parses YAML 1.1, which is what cloud-init's PyYAML reads: `yes` is true, `0644` is octal, the last of two keys wins. */
export function parseYaml(text: string): Yaml {
  try {
    return { value: load(text, { schema: YAML11_SCHEMA, json: true }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) return { error: "it cannot be read" };
    // Only the reason and the place: the snippet in the exception's message could hold a secret.
    const line = (error.mark?.line ?? 0) + 1;
    return { error: `${error.reason} in line ${line}` };
  }
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
