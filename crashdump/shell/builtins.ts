import { anyText, isKnown } from "../guest/text";
import { everything } from "../guest/guarded";
import { commands, type CommandTable } from "./commands";
import { runWords } from "./command";
import { ownProcess } from "./parameter";
import { runScript } from "./script";
import { failure, type Outcome, type Shell, success, unclear } from "./shell";

/** Commands that change the shell that runs them. */
export const builtins: CommandTable = {
  exit: (shell, args) => ends(shell, args, "exit"),
  return: (shell, args) => ends(shell, args, "return"),
  break: () => ({ status: 0, flow: { kind: "break" } }),
  continue: () => ({ status: 0, flow: { kind: "continue" } }),

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

  cd: (shell, [name = "/root"]) => {
    shell.scope.directory = shell.path(name);
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
    if (args.length === 0) return success;
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
  let: () => unclear,
};

function ends(shell: Shell, [status]: readonly string[], kind: "exit" | "return"): Outcome {
  const given = status === undefined ? shell.scope.status : /^\d+$/.test(status) ? Number(status) : undefined;
  return { status: given, flow: { kind } };
}

function declare(shell: Shell, args: readonly string[]): Outcome {
  for (const arg of args) {
    const [, name, value] = /^(\w+)=([^]*)$/.exec(arg) ?? [];
    if (name !== undefined && value !== undefined) shell.assign(name, value);
  }
  return success;
}

/** Takes one line of the input; what is not known of it may be any number of lines. */
function read(shell: Shell, args: readonly string[]): Outcome {
  const names = args.filter((arg) => !arg.startsWith("-"));
  const { text } = shell.input;
  if (text === "") return failure;
  const end = text.indexOf("\n");
  const line = end === -1 ? text : text.slice(0, end);
  shell.input.text = end === -1 ? "" : text.slice(end + 1);
  const separators = shell.scope.variables.get("IFS") ?? " \t\n";
  const values = fields(line, names.length, separators);
  for (const [index, name] of names.entries()) {
    shell.assign(name, isKnown(line + separators) ? (values[index] ?? "") : anyText);
  }
  return isKnown(line) ? success : unclear;
}

/** A line cut at $IFS, of which white space counts once and not at the ends; the last field is all the rest. */
function fields(line: string, count: number, separators: string): readonly string[] {
  const blank = `[${separators.replace(/[^ \t\n]/g, "")}]`;
  const other = `[${separators.replace(/[ \t\n]/g, "").replace(/[\\\]^-]/g, "\\$&")}]`;
  const separator = new RegExp(`${blank}*${other}${blank}*|${blank}+`);
  let rest = line.replace(new RegExp(`^${blank}+|${blank}+$`, "g"), "");
  const found: string[] = [];
  for (let match = separator.exec(rest); match !== null && found.length < count - 1; match = separator.exec(rest)) {
    found.push(rest.slice(0, match.index));
    rest = rest.slice(match.index + match[0].length);
  }
  return [...found, rest];
}

/** A file that is read into this shell; where it is not known, neither are the variables that it may set. */
function source(shell: Shell, [name = "", ...args]: readonly string[]): Outcome | undefined {
  const text = shell.guest.files.get(shell.path(name))?.text;
  if (!isKnown(name) || text === undefined) return { status: 0, assumed: true };
  const { positional } = shell.scope;
  if (args.length > 0) shell.scope.positional = args;
  const outcome = runScript(shell, { text, place: `${shell.path(name)} read by ${shell.place}` });
  shell.scope.positional = positional;
  return outcome.flow?.kind === "return" ? { status: outcome.status } : outcome;
}
