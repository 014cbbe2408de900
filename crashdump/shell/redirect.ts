import type { Redirect, Redirection } from "unbash";
import { expandHereDocument, expandText } from "./expand";
import type { Outcome, Shell } from "./shell";

/** Runs something with its standard input and output redirected; other descriptors hold messages, and are ignored. */
export function withRedirections(shell: Shell, redirections: readonly Redirection[], run: () => Outcome): Outcome {
  if (redirections.length === 0) return run();
  let input: string | undefined;
  let output: Output | undefined;
  for (const redirection of redirections) {
    if (redirection.type === "Redirect" && isOutput(redirection)) {
      output = outputOf(shell, redirection) ?? output;
      if (output !== undefined && !output.append) truncate(shell, output.path);
    } else if (redirection.type === "Redirect" && empties(redirection)) {
      const path = expandText(shell, redirection.target);
      if (!/^(\d+|-)$/.test(path)) truncate(shell, path);
    } else input = inputOf(shell, redirection) ?? input;
  }
  const reading = input === undefined ? run : () => shell.withInput(input, run);
  if (output === undefined) return reading();
  const place = shell.place;
  const { result, text } = shell.capture(reading);
  const inner = shell.place;
  shell.place = place;
  if (!output.append || text !== "") shell.write(output.path, text, output.append);
  shell.place = inner;
  return result;
}

interface Output {
  readonly path: string;
  readonly append: boolean;
}

function isOutput({ operator, descriptor }: Redirect): boolean {
  if (operator.startsWith("&>")) return true;
  if (!operator.startsWith(">")) return false;
  return descriptor === undefined || (descriptor.type === "FileDescriptor" && descriptor.value === 1);
}

/** Messages go there, and what was in it is gone. */
function empties({ operator }: Redirect): boolean {
  return operator === ">" || operator === ">|";
}

function outputOf(shell: Shell, { operator, target }: Redirect): Output | undefined {
  const name = expandText(shell, target);
  if (operator === ">&" && /^(\d+|-)$/.test(name)) return { path: "/dev/null", append: true };
  return { path: name, append: operator.endsWith(">>") };
}

/** The shell empties the file before the command runs, which may read it. */
function truncate(shell: Shell, path: string): void {
  if (shell.guest.files.get(shell.path(path)) !== undefined && !path.startsWith("/dev/")) shell.write(path, "", false);
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
      const standard = descriptor === undefined || (descriptor.type === "FileDescriptor" && descriptor.value === 0);
      if (!standard || (operator !== "<" && operator !== "<>")) return undefined;
      return shell.read(expandText(shell, redirection.target));
    }
  }
}
