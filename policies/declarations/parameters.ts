import { type Given, isKnown, notKnown } from "./given";
import type { Properties } from "./properties";

/** What a run command hands to its script. May hold secrets. */
interface Parameter {
  readonly name: Given<string>;
  readonly value: Given<string>;
}

/** Those of one list, `parameters` or `protectedParameters`. */
export function parametersOf(command: Properties, name: string): readonly Parameter[] {
  const list = command.list(name);
  if (list === notKnown) return [{ name: notKnown, value: notKnown }];
  return (list ?? []).map((parameter) => ({ name: parameter.text("name"), value: parameter.text("value") }));
}

/**
 * A script as it runs with its parameters: named ones are in its environment, the others become words of the command
 * line, which a shell expands (Azure/run-command-handler-linux, SetEnvironmentVariables). Not known as long as one of
 * them is not.
 */
export function withParameters(script: Given<string>, parameters: readonly Parameter[]): Given<string> {
  const given = parameters.filter(({ value }) => value !== undefined && value !== "");
  if (!isKnown(script) || given.length === 0) return script;
  if (given.some(({ name, value }) => name === notKnown || value === notKnown)) return notKnown;
  const named = given.flatMap(({ name, value }) => (isVariable(name) ? [`export ${name}=${quoted(value)}`] : []));
  const words = given.flatMap(({ name, value }) => (name === undefined || name === "" ? [String(value)] : []));
  // On its first line, so that messages count the script's own.
  return [...named, ...(words.length > 0 ? [`set -- ${words.join(" ")}`] : []), script].join("; ");
}

/** No shell has a variable of any other name. */
function isVariable(name: Given<string>): name is string {
  return typeof name === "string" && /^[A-Za-z_]\w*$/.test(name);
}

function quoted(value: Given<string>): string {
  return `'${String(value).replaceAll("'", "'\\''")}'`;
}
