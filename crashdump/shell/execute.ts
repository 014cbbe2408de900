import { namesGuarded } from "../guest/guarded";
import type { GuestState } from "../guest/state";
import { interpret } from "./interpret";
import { withoutComments } from "./script";

/**
 * Runs a script as the kernel does, by its first line: a shell's is followed, one of another language is left unread
 * where it names something guarded, and one without such a line, or with a carriage return in it, cannot be executed.
 */
export function execute(state: GuestState, content: string, place: string): void {
  const interpreter = interpreterOf(content);
  if (interpreter === undefined) return;
  if (interpreter.isShell) interpret(content, state, place, interpreter);
  else if (namesGuarded(withoutComments(content))) state.leaveUnread(content, place);
}

/** Undefined where the kernel cannot execute it. */
export function interpreterOf(
  content: string,
): { readonly isShell: boolean; readonly isBash: boolean; readonly exitOnError: boolean } | undefined {
  const line = /^#![ \t]*([^\n\r]+)(?:\n|$)/.exec(content)?.[1];
  if (line === undefined) return undefined;
  const { name, options = "" } = shellLine.exec(line.trim())?.groups ?? {};
  const exitOnError = /(?:^|\s)-[a-z]*e|errexit/.test(options);
  return { isShell: name !== undefined, isBash: name === "bash", exitOnError };
}

/** A shell by its path, or by env's search for its name, and what it is given. */
const shellLine = /^(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?(?<name>(?:ba|da|a|k|z)?sh)(?=\s|$)(?<options>.*)$/;
