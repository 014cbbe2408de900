import type { ParameterDefaultOperation, ParameterExpansionPart, ParameterOperation, Word } from "unbash";
import { anyText, isKnown } from "../guest/text";
import { expandPattern, expandText } from "./expand";
import { blanks } from "./fields";
import { Regex } from "./regex";
import type { Shell } from "./shell";

/** The number of the shell's own process: any will do, as long as it is the same. */
export const ownProcess = "4711";

/** The value of a variable or a special parameter; undefined where it is not set. */
export function variable(shell: Shell, name: string): string | undefined {
  const { positional, status, variables } = shell.scope;
  if (/^\d+$/.test(name)) return name === "0" ? shell.scope.name : positional[Number(name) - 1];
  switch (name) {
    case "@":
      return positional.length === 0 ? undefined : positional.join(" ");
    case "*":
      return positional.length === 0 ? undefined : positional.join(firstOfIfs(shell));
    case "#":
      return String(positional.length);
    case "?":
      return status === undefined ? anyText : String(status);
    case "-":
      return "";
    case "$":
      return ownProcess;
    case "!":
      return anyText;
    case "PWD":
      return shell.scope.directory;
    default:
      return variables.get(name);
  }
}

/** What stands between the parameters of "$*". */
export function firstOfIfs({ scope }: Shell): string {
  return (scope.variables.get("IFS") ?? blanks).slice(0, 1);
}

/** `${NAME:-WORD}` and its like: the name where it is its value that is meant, or a word. */
export function choice(shell: Shell, name: string, { operator, operand }: ParameterDefaultOperation): string | Word {
  const value = variable(shell, name);
  const set = operator.startsWith(":") ? value !== undefined && value !== "" : value !== undefined;
  if (operator.endsWith("+")) return set ? operand : nothing;
  if (set || operator.endsWith("-")) return set ? name : operand;
  if (operator.endsWith("=")) shell.assign(name, expandText(shell, operand));
  else shell.lacksParameter = true;
  return name;
}

const nothing: Word = { type: "Word", text: "", value: "", pos: 0, end: 0 };

/** `${NAME}` with whatever is done to the value. */
export function parameter(shell: Shell, part: ParameterExpansionPart): string {
  if (/^[@*]$/.test(part.parameter) && (part.prefix !== undefined || part.operation !== undefined)) {
    return part.prefix === "#" ? String(shell.scope.positional.length) : anyText;
  }
  const value = part.index === undefined ? variable(shell, part.parameter) : anyText;
  if (part.prefix === "#") return value !== undefined && !isKnown(value) ? anyText : String((value ?? "").length);
  if (part.prefix === "!") return part.operation === undefined ? (variable(shell, value ?? "") ?? "") : anyText;
  return part.operation === undefined ? (value ?? "") : operated(shell, value, part.operation);
}

function operated(shell: Shell, value: string | undefined, operation: ParameterOperation): string {
  switch (operation.type) {
    case "Remove":
      return removed(shell, value ?? "", operation.operator, expandPattern(shell, operation.operand));
    case "Replace":
      return replaced(shell, value ?? "", operation.operator, [operation.pattern, operation.replacement]);
    case "Slice": {
      const offset = Number(expandText(shell, operation.offset));
      const length = operation.length === undefined ? undefined : Number(expandText(shell, operation.length));
      if (value === undefined || !isKnown(value) || !(offset >= 0)) return value === undefined ? "" : anyText;
      return value.slice(offset, length === undefined ? undefined : offset + length);
    }
    case "CaseModification":
      if (operation.operator === "^^") return (value ?? "").toUpperCase();
      return operation.operator === ",," ? (value ?? "").toLowerCase() : anyText;
    default:
      return anyText;
  }
}

/** The shortest or longest beginning or end that matches is taken away; a gap at that side hides what goes. */
function removed(shell: Shell, value: string, operator: "#" | "##" | "%" | "%%", pattern: string): string {
  const regex = Regex.of(pattern, "glob");
  if (regex === undefined) return anyText;
  const fromStart = operator.startsWith("#");
  const longest = operator.length === 2;
  shell.budget.spend(value.length);
  for (let index = 0; index <= value.length; index++) {
    const length = longest ? value.length - index : index;
    const [part, rest] = fromStart
      ? [value.slice(0, length), value.slice(length)]
      : [value.slice(value.length - length), value.slice(0, value.length - length)];
    if (regex.matchesAll(part, shell.budget)) return rest;
  }
  return value;
}

function replaced(
  shell: Shell,
  value: string,
  operator: "/" | "//" | "/#" | "/%",
  [pattern, replacement]: readonly [Parameters<typeof expandPattern>[1], Parameters<typeof expandPattern>[1]],
): string {
  const regex = Regex.of(expandPattern(shell, pattern), "glob");
  if (regex === undefined || operator === "/#" || operator === "/%") return isKnown(value) ? anyText : value;
  const text = expandText(shell, replacement);
  let result = "";
  let at = 0;
  for (;;) {
    const match = regex.find(value, shell.budget, at);
    if (match === undefined || match.end === match.start) break;
    result += value.slice(at, match.start) + text;
    at = match.end;
    if (operator === "/") break;
  }
  return result + value.slice(at);
}
