import type { KdumpConfDialect } from "../releases";
import { actions, afterFailure, deprecated, directiveOf, knows, replacementOf } from "./kdump-conf-directives";
import type { ConfigurationProblem } from "./problem";

export interface Directive {
  readonly name: string;
  readonly value: string;
}

/**
 * Why a release refuses a line, in the terms of its own check: `deprecated` directives were valid on EL 6; `unknown`
 * ones never were there; `leading-blank`, `no-value`, `duplicate`, `two-targets` and `two-actions` are about known
 * ones; `value` is a word that the directive does not take.
 */
export interface KdumpConfError extends ConfigurationProblem {
  readonly dialect: KdumpConfDialect;
  readonly kind:
    | "deprecated"
    | "unknown"
    | "leading-blank"
    | "no-value"
    | "duplicate"
    | "two-targets"
    | "two-actions"
    | "value";
}

export interface KdumpConf {
  /** In file order, each with its line; those that are refused too. */
  readonly directives: readonly (Directive & { readonly line: number })[];
  /** Each keeps kdump from starting on this release. */
  readonly errors: readonly KdumpConfError[];
  /** Accepted, and logged as a warning. */
  readonly warnings: readonly KdumpConfError[];
}

/**
 * Reads /etc/kdump.conf as one EL generation does: `mkdumprd` on EL 6, `kdumpctl` since. Where the program stops at
 * its first complaint, all are given. Never throws.
 */
export function parseKdumpConf(text: string, dialect: KdumpConfDialect): KdumpConf {
  const directives = text.split("\n").flatMap((line, index) => {
    const [, blanks = "", name, value = ""] = /^(\s*)(\S+)\s*(.*)$/.exec(line.replace(/#.*/, "").trimEnd()) ?? [];
    return name === undefined ? [] : [{ name, value, line: index + 1, indented: blanks !== "" }];
  });
  const errors: KdumpConfError[] = [];
  const earlier = new Set<string>();
  for (const directive of directives) {
    const problem = problemOf(directive, earlier, dialect);
    if (problem !== undefined) errors.push({ ...problem, dialect, line: directive.line, name: directive.name });
    earlier.add(keyOf(directive, dialect));
  }
  return {
    directives: directives.map(({ name, value, line }) => ({ name, value, line })),
    errors,
    warnings: directives
      .filter(({ name }) => dialect === "el10" && name === "default")
      .map(({ name, line }) => ({ line, name, dialect, ...obsoleteDefault })),
  };
}

/** One directive a line. */
export function renderKdumpConf(directives: readonly Directive[]): string {
  return directives.map(({ name, value }) => `${name} ${value}\n`).join("");
}

interface Indented extends Directive {
  readonly indented: boolean;
}

/** What may be there once: a name, or any of those that name a target, which `dracut_args --mount` does too. */
function keyOf({ name, value }: Directive, dialect: KdumpConfDialect): string {
  const target = directiveOf(name).target || (name === "dracut_args" && value.includes("--mount"));
  return target && knows(dialect, name) ? anyTarget : name;
}

/** No directive holds a blank. */
const anyTarget = "a target";

type Complaint = Pick<KdumpConfError, "kind" | "message" | "remedy">;

const obsoleteDefault: Complaint = {
  kind: "deprecated",
  message: "EL 10 takes `default` with a warning",
  remedy: "write failure_action",
};

function problemOf(
  { name, value, indented }: Indented,
  earlier: ReadonlySet<string>,
  dialect: KdumpConfDialect,
): Complaint | undefined {
  const release = `EL ${dialect.slice(2)}`;
  // EL 7 alone, and only before what could be a name.
  if (indented && dialect === "el7" && /^[a-z]/.test(name)) {
    return {
      kind: "leading-blank",
      message: `${release} allows no blank before \`${name}\``,
      remedy: "begin the line with the directive",
    };
  }
  if (dialect !== "el6" && Object.hasOwn(deprecated, name)) {
    return {
      kind: "deprecated",
      message: `${release} refuses \`${name}\`, which only EL 6 knows, and kdump does not start`,
      remedy: deprecated[name] ?? "remove it",
    };
  }
  if (!knows(dialect, name)) {
    return {
      kind: "unknown",
      message: `${release} does not know \`${name}\`, and kdump does not start`,
      remedy: replacementOf(dialect, name),
    };
  }
  return dialect === "el6" ? el6ProblemOf(name, value) : valueProblemOf({ name, value }, earlier, dialect, release);
}

/** EL 6 checks neither empty values nor duplicates. */
function el6ProblemOf(name: string, value: string): Complaint | undefined {
  if (name !== "blacklist" || !value.includes("/")) return undefined;
  return {
    kind: "value",
    message: `EL 6 takes module names in \`blacklist\`, and "${value}" has a path`,
    remedy: "name modules alone",
  };
}

function valueProblemOf(
  { name, value }: Directive,
  earlier: ReadonlySet<string>,
  dialect: KdumpConfDialect,
  release: string,
): Complaint | undefined {
  if (value === "") {
    return {
      kind: "no-value",
      message: `\`${name}\` has no value, and ${release} refuses it`,
      remedy: "give one, or remove the line",
    };
  }
  const key = keyOf({ name, value }, dialect);
  if (key === anyTarget && (earlier.has(anyTarget) || value.split("--mount").length > 2)) {
    return {
      kind: "two-targets",
      message: `\`${name}\` is a second dump target, and ${release} refuses it`,
      remedy: "keep one target, or none: the dump then goes where the path lives",
    };
  }
  // EL 7 looks at the action alone, and takes two of them for one with a line's end in it.
  if (earlier.has(key) && (dialect !== "el7" || name === "default")) {
    return {
      kind: "duplicate",
      message: `\`${name}\` occurs twice, and ${release} refuses it`,
      remedy: "write it once, with all values in one line",
    };
  }
  const both = dialect !== "el7" && afterFailure.includes(name);
  if (both && afterFailure.some((other) => earlier.has(other))) {
    return {
      kind: "two-actions",
      message: `\`default\` and \`failure_action\` name the same thing, and ${release} refuses both at once`,
      remedy: "keep failure_action",
    };
  }
  const allowed = actions[name];
  if (allowed === undefined || allowed.includes(value)) return undefined;
  return {
    kind: "value",
    message: `\`${name}\` does not take "${value}", and ${release} refuses it`,
    remedy: `choose ${allowed.join(", ")}`,
  };
}
