import { anyText, isKnown } from "../guest/text";
import { everything } from "../guest/guarded";
import { commands, type CommandTable } from "./commands";
import { runWords } from "./command";
import { ownProcess } from "./parameter";
import { read } from "./read";
import { runScript } from "./script";
import { failure, type Outcome, type Shell, success } from "./shell";

/** Commands that change the shell that runs them. */
export const builtins: CommandTable = {
  exit: (shell, args) => ends(shell, args, "exit"),
  return: (shell, args) => ends(shell, args, "return"),
  break: (shell, args) => leaves(shell, args, "break"),
  continue: (shell, args) => leaves(shell, args, "continue"),

  set: (shell, args) => {
    for (let at = 0; at < args.length; at++) {
      const word = args[at] ?? "";
      if (word === "--" || !/^[-+]/.test(word)) {
        shell.scope.positional = args.slice(word === "--" ? at + 1 : at);
        return success;
      }
      for (const letter of word.slice(1)) {
        const option = letter === "o" ? args[++at] : letter;
        if (option === "e" || option === "errexit") shell.scope.exitOnError = word.startsWith("-");
        // It goes on reading, and runs nothing any more.
        if ((option === "n" || option === "noexec") && word.startsWith("-"))
          return { status: 0, flow: { kind: "exit" } };
        if (option === "pipefail" && refusesPipefail(shell)) return { status: 2, flow: { kind: "exit" } };
      }
    }
    return success;
  },

  export: assign,
  readonly: assign,
  declare,
  typeset: declare,
  local,
  unset: (shell, args) => {
    const { variables, functions } = shell.scope;
    for (const name of args) {
      // bash takes a name that is no variable's for a function's.
      if (args[0] === "-f" || (args[0] !== "-v" && !shell.isDash && !variables.has(name))) functions.delete(name);
      else variables.delete(name);
    }
    return success;
  },

  cd: (shell, args) => {
    const { variables, directory } = shell.scope;
    const [name = variables.get("HOME") ?? ""] = args.filter((arg) => !/^-[-LPe]+$/.test(arg));
    shell.scope.directory = shell.path(name === "-" ? (variables.get("OLDPWD") ?? "") : name);
    if (name === "-") shell.print(`${shell.scope.directory}\n`);
    shell.assign("OLDPWD", directory);
    return success;
  },
  pwd: (shell) => {
    shell.print(`${shell.scope.directory}\n`);
    return success;
  },
  shift: (shell, [count = "1"]) => {
    const { positional } = shell.scope;
    const by = isKnown(count) ? Number(count) : 1;
    if (!(by <= positional.length)) return shell.isDash ? { status: 2, flow: { kind: "exit" } } : failure;
    shell.scope.positional = positional.slice(by);
    return success;
  },
  read,

  eval: (shell, args) => {
    const text = args.join(" ");
    return isKnown(text) ? runScript(shell, { text, place: shell.place }) : undefined;
  },
  ".": source,
  source,
  exec: (shell, args) => {
    const outcome = runWords(shell, args);
    return { ...outcome, flow: { kind: "exit" } };
  },

  trap: (shell, args) => {
    const given = args[0] === "--" ? args.slice(1) : args;
    // A signal alone is left to do what it always does.
    const [handler = "-", ...signals] = given.length === 1 ? ["-", ...given] : given;
    if (signals.some((signal) => /^(EXIT|0)$/i.test(signal)))
      shell.scope.exitTrap = handler === "-" ? undefined : handler;
    return success;
  },
  umask: (shell, [mask]) => {
    const { umask } = shell.scope;
    if (mask === undefined) shell.print(umask === undefined ? anyText : `${umask.toString(8).padStart(4, "0")}\n`);
    else if (mask.startsWith("-")) shell.print(anyText);
    else shell.scope.umask = /[^0-7]/.test(mask) ? undefined : Number.parseInt(mask, 8);
    return success;
  },
  // dash replaces a command by it in scripts too, bash where it is told to.
  alias: (shell, args) => {
    const hides = args.map(nameAndValue).some(([name, value]) => {
      return value !== undefined && [builtins, commands].some((table) => Object.hasOwn(table, name));
    });
    if (hides) shell.guest.leaveUnread(everything, shell.place);
    return success;
  },
  kill: (_shell, args) => {
    const ends = args.includes(ownProcess) && !args.includes("-0");
    return ends ? { status: 143, flow: { kind: "exit" } } : success;
  },
  ulimit: () => success,
  shopt: () => success,
  getopts: () => failure,
  let: (shell, args) => runScript(shell, { text: args.map((arg) => `((${arg}))`).join(";"), place: shell.place }),
};

function ends(shell: Shell, [status]: readonly string[], kind: "exit" | "return"): Outcome {
  // bash complains, and goes on.
  if (kind === "return" && shell.scope.calls === 0 && !shell.isDash) return { status: 1 };
  return { status: status === undefined ? shell.scope.status : statusOf(status), flow: { kind } };
}

/** What is no number is a failure. */
function statusOf(text: string): number | undefined {
  if (!isKnown(text)) return undefined;
  return /^-?\d+$/.test(text) ? Number(text) & 255 : 2;
}

/** dash has learned it after Ubuntu 24.04 and Debian 13, and a script ends where a builtin of POSIX fails in it. */
function refusesPipefail({ isDash, guest }: Shell): boolean {
  return isDash && /^(debian-|ubuntu-2[0-4])/.test(guest.platform?.release ?? "");
}

/** Outside of any loop they do nothing. */
function leaves({ scope: { loops } }: Shell, [count]: readonly string[], kind: "break" | "continue"): Outcome {
  const levels = Math.min(Number(count) || 1, loops);
  return levels === 0 ? success : { status: 0, flow: { kind, levels } };
}

/** What a function declares is its own. */
function declare(shell: Shell, args: readonly string[]): Outcome {
  return shell.scope.calls === 0 || args.includes("-g") ? assign(shell, args) : local(shell, args);
}

function local(shell: Shell, args: readonly string[]): Outcome {
  const { locals, variables } = shell.scope;
  for (const [name, value] of args.map(nameAndValue)) {
    if (locals.has(name)) continue;
    locals.set(name, variables.get(name));
    // dash's begins with what it was outside.
    if (value === undefined && !shell.isDash) variables.delete(name);
  }
  return assign(shell, args);
}

function assign(shell: Shell, args: readonly string[]): Outcome {
  for (const [name, value] of args.map(nameAndValue)) if (value !== undefined) shell.assign(name, value);
  return success;
}

function nameAndValue(text: string): readonly [name: string, value: string | undefined] {
  const end = text.indexOf("=");
  return end < 0 ? [text, undefined] : [text.slice(0, end), text.slice(end + 1)];
}

/** A file that is read into this shell; where it is not known, neither are the variables that it may set. */
function source(shell: Shell, [name = "", ...args]: readonly string[]): Outcome | undefined {
  const path = shell.path(name);
  const text = path === "/dev/stdin" ? shell.input.text : shell.guest.files.get(path)?.text;
  if (!isKnown(name) || text === undefined) return { status: 0, assumed: true };
  const { positional } = shell.scope;
  // dash does not know them.
  if (args.length > 0 && !shell.isDash) shell.scope.positional = args;
  shell.scope.calls++;
  const outcome = runScript(shell, { text, place: `${path} read by ${shell.place}` });
  shell.scope.calls--;
  // What `set` made of them stays.
  if (shell.scope.positional === args) shell.scope.positional = positional;
  return outcome.flow?.kind === "return" ? { status: outcome.status } : outcome;
}
