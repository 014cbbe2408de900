import type { Assignment, Command } from "unbash";
import { namesGuarded } from "../guest/guarded";
import { baseName } from "../guest/path";
import { hasCommand } from "../guest/stock";
import { anyText, isKnown } from "../guest/text";
import { builtins } from "./builtins";
import { commands } from "./commands";
import { untilEnded } from "./either";
import { expandText, expandWord } from "./expand";
import { redirectForGood, withRedirections } from "./redirect";
import { type ShellFunction } from "./scope";
import { interpreterOf } from "./execute";
import { withoutComments } from "./script";
import { type Outcome, type Shell, success } from "./shell";
import { runBody } from "./statements";

/** Runs one command as it stands in a script: assignments, redirections, words. */
export function runCommand(shell: Shell, node: Command): Outcome {
  shell.budget.spend(1);
  shell.reach(node.pos, node.end);
  const assignments = node.prefix.filter((item) => item.type === "Assignment");
  if (node.name === undefined) {
    shell.substituted = success;
    for (const assignment of assignments) assign(shell, assignment);
    return refused(shell) ?? withRedirections(shell, node.redirects, () => withoutFlow(shell.substituted));
  }
  const words = [...expandWord(shell, node.name)];
  for (const arg of node.args) {
    for (const word of arg.type === "Word" ? expandWord(shell, arg) : [assignmentText(shell, arg)]) words.push(word);
  }
  if (words.length === 1 && words[0] === "exec") return redirectForGood(shell, node.redirects);
  const run = () => withAssignments(shell, assignments, () => runWords(shell, words));
  return refused(shell) ?? withRedirections(shell, node.redirects, run);
}

function refused(shell: Shell): Outcome | undefined {
  if (!shell.refusedExpansion) return undefined;
  shell.refusedExpansion = false;
  return { status: shell.isDash ? 2 : 1, flow: { kind: "exit" } };
}

/** Runs a command that is given by its words. */
export function runWords(shell: Shell, words: readonly string[]): Outcome {
  const first = words[0];
  if (first === undefined) return success;
  const args = words.slice(1);
  if (!isKnown(first)) return unknownCommand(shell, first, args);
  const definition = shell.scope.functions.get(first);
  if (definition !== undefined) return call(shell, definition, args);
  if (shell.isDash && ofBash.has(first)) return { status: 127 };
  const builtin = Object.hasOwn(builtins, first) ? builtins[first] : undefined;
  if (builtin !== undefined) return builtin(shell, args, first) ?? notUnderstood(shell, words);
  if (!alsoBuiltins.has(first)) {
    const own = ownProgram(shell, first);
    if (own !== undefined) return scriptFile(shell, own, args) ?? notUnderstood(shell, [own, ...args]);
    if (!first.includes("/") && !mayFind(shell)) return { status: 127 };
  }
  const name = baseName(first);
  if (hasCommand(shell.guest.platform, name) === false) return { status: 127 };
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return known?.(shell, args, name) ?? notUnderstood(shell, words);
}

function call(shell: Shell, { body, source }: ShellFunction, args: readonly string[]): Outcome {
  const { positional, locals, loops } = shell.scope;
  const outerSource = shell.source;
  shell.scope.positional = args;
  shell.scope.locals = new Map();
  shell.scope.loops = 0;
  shell.scope.calls++;
  shell.source = source;
  const outcome = shell.within(() => untilEnded(shell, ["return"], () => runBody(shell, body)));
  restore(shell, shell.scope.locals);
  shell.scope.locals = locals;
  shell.scope.positional = positional;
  shell.scope.loops = loops;
  shell.scope.calls--;
  shell.source = outerSource;
  return outcome;
}

/** Builtins that do what the program of their name does. */
export const alsoBuiltins: ReadonlySet<string> = new Set(["[", ":", "echo", "false", "printf", "test", "true", "wait"]);

/** Builtins that dash has none of, nor any image a program of their name. */
const ofBash: ReadonlySet<string> = new Set(
  "source let declare typeset shopt mapfile readarray builtin pushd popd dirs disown enable".split(" "),
);

/** Whether the shell looks where programs are. */
function mayFind(shell: Shell): boolean {
  return /bin|[\uFDD0\uFDD1]/.test(shell.scope.variables.get("PATH") ?? "");
}

/** A program that a script has put where a path leads, or where the shell looks first for a name. */
function ownProgram(shell: Shell, name: string): string | undefined {
  const { files } = shell.guest;
  const isProgram = (path: string) => files.get(shell.path(path))?.text?.startsWith("#!") === true;
  if (name.includes("/")) return isProgram(name) ? name : undefined;
  if (!files.hasPrograms) return undefined;
  const directories = shell.scope.variables.get("PATH")?.split(":") ?? [];
  return directories.map((directory) => `${directory}/${name}`).find(isProgram);
}

/** A script that is a file of the guest, run by its name. */
function scriptFile(shell: Shell, name: string, args: readonly string[]): Outcome | undefined {
  const interpreter = interpreterOf(shell.guest.files.get(shell.path(name))?.text ?? "");
  if (interpreter?.isShell !== true) return undefined;
  const options = interpreter.exitOnError ? ["-e"] : [];
  return commands["sh"]?.(shell, [...options, name, ...args], interpreter.isBash ? "bash" : "sh");
}

/** A gap where a command stands may be any command: in a sourced file it may set anything. */
function unknownCommand(shell: Shell, first: string, args: readonly string[]): Outcome {
  if (first === anyText && args.length === 0) {
    for (const name of shell.scope.variables.keys()) shell.assign(name, anyText);
    return { status: 0, assumed: true };
  }
  return notUnderstood(shell, [first, ...args]);
}

/** Programs whose program is what they are given to read. */
const interpreters = /^(python|perl|ruby|php|node|ed$|ex$|vi|patch|at$|batch|crontab|ssh|xargs|parallel|augtool)/;

/** Names nothing guarded: it is taken to do what its script needs, and nothing else. */
function notUnderstood(shell: Shell, words: readonly string[]): Outcome {
  const reads = interpreters.test(baseName(words[0] ?? "")) ? shell.input.text : "";
  // A program that a script has written, or what it gives to another to work on.
  const programs = words
    .filter((word) => word.includes("/") && isKnown(word))
    .map((word) => shell.guest.files.get(shell.path(word)))
    .flatMap((file) => (file?.text === undefined || file.place === "the image" ? [] : [file.text]));
  const text = [...words, reads, ...programs.map(withoutComments)].join(" ");
  if (namesGuarded(text)) shell.guest.leaveUnread(text, shell.place);
  shell.print(anyText);
  return { status: 0, assumed: true };
}

function assign(shell: Shell, assignment: Assignment): void {
  const { name, value, append, index } = assignment;
  if (append === true && shell.isDash) {
    // It takes this for a command, which it does not find.
    shell.substituted = { status: 127 };
    return;
  }
  // An array's values are not followed.
  const text = index === undefined && value.type === "Word" ? expandText(shell, value) : anyText;
  shell.assign(name, append === true ? (shell.scope.variables.get(name) ?? "") + text : text);
}

function assignmentText(shell: Shell, { name, value }: Assignment): string {
  return `${name}=${value.type === "Word" ? expandText(shell, value) : anyText}`;
}

/** Assignments before a command last as long as it. */
function withAssignments(shell: Shell, assignments: readonly Assignment[], run: () => Outcome): Outcome {
  if (assignments.length === 0) return run();
  const before = new Map(assignments.map(({ name }) => [name, shell.scope.variables.get(name)]));
  for (const assignment of assignments) assign(shell, assignment);
  const outcome = run();
  restore(shell, before);
  return outcome;
}

function restore(shell: Shell, before: ReadonlyMap<string, string | undefined>): void {
  for (const [name, value] of before) {
    if (value === undefined) shell.scope.variables.delete(name);
    else shell.scope.variables.set(name, value);
  }
}

function withoutFlow({ status }: Outcome): Outcome {
  return { status };
}
