import { baseName } from "../../guest/path";
import { hasCommand } from "../../guest/stock";
import { anyText } from "../../guest/text";
import { builtins } from "../builtins";
import { alsoBuiltins, runWords } from "../command";
import { runExitTrap, runScript } from "../script";
import { failure, type Outcome, type Shell, success } from "../shell";
import { untilEnded } from "../either";
import type { CommandTable } from "./index";
import { options } from "./options";
import { xargs } from "./xargs";

/** Commands that run other commands. */
export const wrappers: CommandTable = {
  sh: runShell,
  bash: runShell,
  dash: runShell,
  ash: runShell,
  ksh: runShell,
  zsh: runShell,

  sudo: (shell, args) => asUser(shell, args, ["-u", "-g", "-h", "-p", "-C", "--user", "--group"]),
  doas: (shell, args) => asUser(shell, args, ["-u"]),
  env: (shell, args) => {
    const { flags, values } = options(args.slice(0, args.length - afterOptions(args, unsets).length), unsets);
    return shell.subshell(() => {
      const { variables } = shell.scope;
      const gone = [...(values.get("-u") ?? []), ...(values.get("--unset") ?? [])];
      const empties = flags.has("-i") || flags.has("--ignore-environment");
      // Where programs are is known without PATH.
      for (const name of empties ? [...variables.keys()] : gone) if (name !== "PATH") variables.delete(name);
      return runWith(shell, args, unsets);
    });
  },
  nohup: (shell, args) => runWords(shell, args),
  setsid: (shell, args) => runWords(shell, afterOptions(args)),
  time: (shell, args) => runWords(shell, afterOptions(args)),
  nice: (shell, args) => runWords(shell, afterOptions(args, ["-n", "--adjustment"])),
  ionice: (shell, args) => runWords(shell, afterOptions(args, ["-c", "-n"])),
  stdbuf: (shell, args) => runWords(shell, afterOptions(args, ["-i", "-o", "-e"])),
  timeout: (shell, args) => {
    const { stuck } = shell.guest;
    const words = afterOptions(args, ["-k", "-s", "--kill-after", "--signal"]).slice(1);
    const outcome = shell.subshell(() => runWords(shell, words));
    if (shell.guest.stuck === stuck) return outcome;
    shell.guest.stuck = stuck;
    return { status: 124 };
  },
  flock: (shell, args) => {
    const words = afterOptions(args, ["-w", "-E", "--wait", "--timeout"]).slice(1);
    return words[0] === "-c" ? runShell(shell, words) : runWords(shell, words);
  },
  "cloud-init-per": (shell, args) => runWords(shell, afterOptions(args).slice(2)),
  "systemd-run": (shell, args) => {
    const words = afterOptions(args, ["-u", "--unit", "-p", "--property", "--on-active", "--on-boot", "--description"]);
    const { stuck } = shell.guest;
    const outcome = shell.subshell(() => runWords(shell, words));
    // A unit of its own, which nobody waits for.
    if (!args.includes("--wait") && !args.includes("--scope")) shell.guest.stuck = stuck;
    return outcome;
  },
  command: (shell, args) => {
    const [option] = args;
    if (option === "-v" || option === "-V") return found(shell, args.slice(1));
    return runWords(shell, option === "-p" ? args.slice(1) : args);
  },
  which: (shell, args) => found(shell, options(args).operands, "program"),
  type: (shell, args) => found(shell, options(args).operands),
  hash: (shell, args) => shell.capture(() => found(shell, options(args).operands)).result,
  xargs,
};

const unsets = ["-u", "--unset", "-C", "--chdir"];

/** Another user than root cannot write what is guarded here, unless he may become root. */
function asUser(shell: Shell, args: readonly string[], withValue: readonly string[]): Outcome | undefined {
  const words = afterOptions(args, withValue);
  const { values } = options(args.slice(0, args.length - words.length), ["-u", "--user"]);
  const user = values.get("-u")?.[0] ?? values.get("--user")?.[0] ?? "root";
  return user === "root" || user === "#0" ? runWith(shell, args, withValue) : undefined;
}

/** `sh -c TEXT`, `sh FILE`, or a script on standard input; in a shell of its own. */
function runShell(shell: Shell, args: readonly string[], called?: string): Outcome | undefined {
  const [flags, [first, ...rest]] = shellOptions(args);
  const has = (letter: string) => flags.some((flag) => /^-[a-z]+$/.test(flag) && flag.includes(letter));
  const place = shell.place;
  const run = (text: string, place: string, name: string, parameters: readonly string[]): Outcome | undefined => {
    if (text.trim() === anyText) return undefined;
    return shell.subshell(() => {
      shell.scope.positional = parameters;
      shell.scope.exitOnError = has("e") || flags.includes("errexit");
      shell.scope.isBash = called === "bash";
      shell.scope.loops = 0;
      shell.scope.calls = 0;
      shell.scope.name = name;
      const outcome = shell.whileAsking(false, () =>
        untilEnded(shell, ["exit", "return"], () => runScript(shell, { text, place })),
      );
      return runExitTrap(shell, outcome);
    });
  };
  // It only looks for mistakes.
  if (has("n")) return success;
  if (has("c")) return run(first ?? "", place, rest[0] ?? called ?? "sh", rest.slice(1));
  if (first === undefined || has("s"))
    return run(shell.input.text, place, "sh", first === undefined ? [] : [first, ...rest]);
  const text = shell.guest.files.get(shell.path(first))?.text;
  return text === undefined ? undefined : run(text, `${shell.path(first)} run by ${place}`, first, rest);
}

/** `-o` takes the name of an option as the next word. */
function shellOptions(args: readonly string[]): readonly [flags: readonly string[], rest: readonly string[]] {
  let at = 0;
  while (/^[-+]/.test(args[at] ?? "")) at += /^[-+][a-zA-Z]*o$/.test(args[at] ?? "") ? 2 : 1;
  return [args.slice(0, at), args.slice(at)];
}

/** A command with the assignments in front of it, which end with it. */
function runWith(shell: Shell, args: readonly string[], withValue: readonly string[]): Outcome {
  const words = afterOptions(args, withValue);
  const assignments = args.slice(0, args.length - words.length).filter((arg) => /^[A-Za-z_]\w*=/.test(arg));
  return shell.subshell(() => {
    for (const text of assignments) {
      const end = text.indexOf("=");
      shell.assign(text.slice(0, end), text.slice(end + 1));
    }
    return runWords(shell, words);
  });
}

/** The command that follows a wrapper's options and assignments. */
function afterOptions(args: readonly string[], withValue: readonly string[] = []): readonly string[] {
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? "";
    if (withValue.includes(word)) at++;
    else if (!/^-./.test(word) && !/^\w+=/.test(word)) break;
  }
  return args.slice(at);
}

/** Whether commands exist: what a function, the shell, the image or a package of the script's brings. */
function found(shell: Shell, names: readonly string[], kind: "any" | "program" = "any"): Outcome {
  const outcomes = names.map((name) => {
    const isOwn = shell.scope.functions.has(name) || Object.hasOwn(builtins, name) || alsoBuiltins.has(name);
    const known = (kind === "any" && isOwn) || hasCommand(shell.guest.platform, baseName(name));
    if (known === false) return failure;
    shell.print(kind === "any" && isOwn ? `${name}\n` : `/usr/bin/${name}\n`);
    return known === undefined ? { status: undefined, already: 0 } : success;
  });
  return outcomes.find(({ status }) => status === 1) ?? outcomes.find(({ status }) => status === undefined) ?? success;
}
