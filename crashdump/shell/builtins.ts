import { isKnown } from "../guest/text";
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
    // It goes on reading, and runs nothing any more.
    if (args.some((arg, index) => /^-[a-z]*n/.test(arg) || (arg === "noexec" && args[index - 1] === "-o"))) {
      return { status: 0, flow: { kind: "exit" } };
    }
    for (const [index, arg] of args.entries()) {
      if (arg === "--" || (!/^[-+]/.test(arg) && !/^[-+][a-z]*o$/.test(args[index - 1] ?? ""))) {
        shell.scope.positional = args.slice(arg === "--" ? index + 1 : index);
        break;
      }
      if (/^-[a-z]*e/.test(arg) || (arg === "errexit" && args[index - 1] === "-o")) shell.scope.exitOnError = true;
      if (/^\+[a-z]*e/.test(arg) || (arg === "errexit" && args[index - 1] === "+o")) shell.scope.exitOnError = false;
    }
    return success;
  },

  export: declare,
  readonly: declare,
  declare,
  typeset: declare,
  local: (shell, args) => {
    for (const variable of args.map((arg) => arg.replace(/=[^]*$/, ""))) {
      if (!shell.scope.locals.has(variable)) shell.scope.locals.set(variable, shell.scope.variables.get(variable));
    }
    return declare(shell, args);
  },
  unset: (shell, args) => {
    for (const name of args) {
      if (args[0] !== "-f") shell.scope.variables.delete(name);
      if (args[0] !== "-v") shell.scope.functions.delete(name);
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
    const by = /^\d+$/.test(count) ? Number(count) : 1;
    if (by > positional.length) return failure;
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
    const [handler = "", ...signals] = args[0] === "--" ? args.slice(1) : args;
    if (signals.includes("EXIT") || signals.includes("0")) shell.scope.exitTrap = handler === "-" ? undefined : handler;
    return success;
  },
  umask: (shell, [mask]) => {
    if (mask !== undefined && !mask.startsWith("-"))
      shell.scope.umask = /^[0-7]+$/.test(mask) ? Number.parseInt(mask, 8) : undefined;
    return success;
  },
  // dash replaces a command by it in scripts too, bash where it is told to.
  alias: (shell, args) => {
    const names = args.map((arg) => arg.replace(/=.*$/s, ""));
    const hidden = names.find((name) => Object.hasOwn(builtins, name) || Object.hasOwn(commands, name));
    if (hidden !== undefined) shell.guest.leaveUnread(everything, shell.place);
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
  const given = status === undefined ? shell.scope.status : /^\d+$/.test(status) ? Number(status) % 256 : undefined;
  return { status: given, flow: { kind } };
}

/** Outside of any loop they do nothing. */
function leaves({ scope: { loops } }: Shell, [count = "1"]: readonly string[], kind: "break" | "continue"): Outcome {
  const levels = Math.min(Number(count) || 1, loops);
  return levels === 0 ? success : { status: 0, flow: { kind, levels } };
}

function declare(shell: Shell, args: readonly string[]): Outcome {
  for (const arg of args) {
    const [, name, value] = /^(\w+)=([^]*)$/.exec(arg) ?? [];
    if (name !== undefined && value !== undefined) shell.assign(name, value);
  }
  return success;
}

/** A file that is read into this shell; where it is not known, neither are the variables that it may set. */
function source(shell: Shell, [name = "", ...args]: readonly string[]): Outcome | undefined {
  const text = shell.guest.files.get(shell.path(name))?.text;
  if (!isKnown(name) || text === undefined) return { status: 0, assumed: true };
  const { positional } = shell.scope;
  if (args.length > 0) shell.scope.positional = args;
  const outcome = runScript(shell, { text, place: `${shell.path(name)} read by ${shell.place}` });
  if (args.length > 0) shell.scope.positional = positional;
  return outcome.flow?.kind === "return" ? { status: outcome.status } : outcome;
}
