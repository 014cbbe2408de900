import type { Redirect, Redirection } from "unbash";
import { anyText, isKnown } from "../guest/text";
import { expandHereDocument, expandText } from "./expand";
import { type Outcome, type Shell, success } from "./shell";

/** Runs something with its standard input, its output and its other descriptors redirected. */
export function withRedirections(shell: Shell, redirections: readonly Redirection[], run: () => Outcome): Outcome {
  if (redirections.length === 0) return run();
  const { descriptors } = shell.scope;
  let input: string | undefined;
  let output: Output | undefined;
  for (const redirection of redirections) {
    if (redirection.type === "Redirect" && isStandardOutput(redirection)) {
      output = outputOf(shell, redirection);
      if (!output.append) truncate(shell, output.path);
    } else if (redirection.type === "Redirect" && redirection.operator.startsWith(">")) {
      redirectOther(shell, redirection);
    } else input = inputOf(shell, redirection) ?? input;
  }
  const reading = input === undefined ? run : () => shell.withInput(input, run);
  const result = output === undefined || output.path === passed ? reading() : written(shell, output, reading);
  shell.scope.descriptors = descriptors;
  return result;
}

/** `exec` without a command: what is printed from here on goes there, and nobody knows when that is looked at. */
export function redirectForGood(shell: Shell, redirections: readonly Redirection[]): Outcome {
  for (const redirection of redirections) {
    const input = inputOf(shell, redirection);
    if (input !== undefined) shell.input = { text: input };
    else if (redirection.type === "Redirect" && isStandardOutput(redirection)) {
      const { path, append } = outputOf(shell, redirection);
      shell.write(path, anyText, append);
    } else if (redirection.type === "Redirect" && redirection.operator.startsWith(">")) {
      redirectOther(shell, redirection);
    }
  }
  return success;
}

interface Output {
  readonly path: string;
  readonly append: boolean;
}

/** Where what is printed goes on to wherever output goes. */
const passed = "/dev/stdout";

function isStandardOutput({ operator, descriptor }: Redirect): boolean {
  return operator.startsWith("&>") || (operator.startsWith(">") && numberOf(descriptor, 1) === 1);
}

function numberOf(descriptor: Redirect["descriptor"], usual: number): number | undefined {
  if (descriptor === undefined) return usual;
  return descriptor.type === "FileDescriptor" ? descriptor.value : undefined;
}

function outputOf(shell: Shell, { operator, target }: Redirect): Output {
  const name = expandText(shell, target);
  if (operator !== ">&" || !/^(\d+|-)$/.test(name)) return { path: name, append: operator.endsWith(">>") };
  return { path: name === "1" ? passed : (shell.scope.descriptors.get(Number(name)) ?? "/dev/null"), append: true };
}

/** Another descriptor than standard output: a command's own messages are not known, and set nothing. */
function redirectOther(shell: Shell, redirection: Redirect): void {
  const number = numberOf(redirection.descriptor, 0);
  const { path, append } = outputOf(shell, redirection);
  if (!append) shell.write(path, "", false);
  if (number !== undefined) shell.scope.descriptors = new Map([...shell.scope.descriptors, [number, path]]);
}

function written(shell: Shell, { path, append }: Output, run: () => Outcome): Outcome {
  const place = shell.place;
  const { result, text } = shell.capture(run);
  const inner = shell.place;
  shell.place = place;
  if (!append || text !== "") shell.write(path, text, append);
  shell.place = inner;
  return result;
}

/** The shell empties the file before the command runs, which may read it. */
function truncate(shell: Shell, path: string): void {
  if (isKnown(path) && !/^\/(dev|proc|sys)\//.test(shell.path(path))) shell.write(path, "", false);
}

function inputOf(shell: Shell, redirection: Redirection): string | undefined {
  switch (redirection.type) {
    case "HereString":
      return `${expandText(shell, redirection.target)}\n`;
    case "HereDoc": {
      const text = expandHereDocument(shell, redirection.body, redirection.delimiter?.quoted === true);
      return redirection.operator === "<<-" ? text.replace(/^\t+/gm, "") : text;
    }
    case "Redirect": {
      const { operator, descriptor } = redirection;
      if (numberOf(descriptor, 0) !== 0 || (operator !== "<" && operator !== "<>")) return undefined;
      return shell.read(expandText(shell, redirection.target));
    }
  }
}
