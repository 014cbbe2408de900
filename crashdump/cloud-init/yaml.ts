import { Budget, LimitExceeded } from "./limits";
import { type Plain, plain } from "./plain";
import { behaviourOf } from "./version";
import { readYaml } from "./yaml/read";

export type Yaml = { readonly value: Plain } | { readonly error: string };

/** Reads YAML 1.1 as cloud-init's PyYAML does: `yes` is true, `0644` is octal, the last of two keys wins. */
export function parseYaml(text: string): Yaml {
  try {
    const budget = new Budget();
    const { value, error } = readYaml(text, newest, budget);
    return error === undefined ? { value: plain(value, budget) } : { error };
  } catch (error) {
    if (error instanceof LimitExceeded) return { error: error.message };
    throw error;
  }
}

const newest = behaviourOf("26.2");
