import type {
  AndOr,
  CompoundCommand,
  CompoundList,
  CommandNode,
  Function as FunctionDefinition,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirected,
  Statement,
} from "unbash";
import { namesGuarded } from "../guest/guarded";
import { anyText } from "../guest/text";
import { runCommand } from "./command";
import { runCompound } from "./compound";
import { either, untilEnded } from "./either";
import { withRedirections } from "./redirect";
import { negation, type Outcome, type Shell, success, unclear } from "./shell";

/** Runs statements one after the other, until one of them ends the script, the function or the loop. */
export function runStatements(shell: Shell, statements: readonly Statement[]): Outcome {
  let outcome: Outcome = success;
  for (const statement of statements) {
    shell.budget.spend(1);
    outcome = runStatement(shell, statement);
    shell.scope.status = outcome.status;
    if (outcome.flow !== undefined) return outcome;
    // A subshell that never ends is not outlived by the shell that waits for it.
    if (shell.guest.stuck !== undefined) return { ...outcome, flow: { kind: "exit" } };
  }
  return outcome;
}

/** What a command substitution yields. */
export function substitution(shell: Shell, script: ParsedScript | undefined): string {
  const { exitOnError, isBash } = shell.scope;
  // In bash by its own name a failure in it ends nothing; in dash it does, even where the status is asked for.
  shell.scope.exitOnError = exitOnError && !isBash;
  const text = shell.whileAsking(shell.asking && !shell.isDash, () => printedBy(shell, script));
  shell.scope.exitOnError = exitOnError;
  return text.replace(/\n+$/, "");
}

/** What a script prints that runs in a subshell. */
export function printedBy(shell: Shell, script: ParsedScript | undefined): string {
  if (script === undefined) return anyText;
  const { result, text } = shell.capture(() =>
    shell.subshell(() => untilEnded(shell, ["exit", "return"], () => runStatements(shell, script.commands))),
  );
  shell.scope.status = result.status;
  shell.substituted = result;
  return text;
}

/** Runs a list whose status is asked for: no failure in it ends the script, and nothing is taken for granted. */
export function ask(shell: Shell, run: () => Outcome): Outcome {
  const outcome = shell.whileAsking(true, run);
  return outcome.assumed === true && outcome.flow === undefined ? unclear : outcome;
}

function runNode(shell: Shell, node: PipelineNode): Outcome {
  const outcome = node.type === "Pipeline" ? runPipeline(shell, node) : runCommandNode(shell, node);
  const failed = (outcome.status ?? 0) !== 0;
  const ends = failed && shell.scope.exitOnError && !shell.asking && endsOnError(node);
  return ends ? { status: outcome.status, flow: { kind: "exit" } } : outcome;
}

/** POSIX: a failure that something asks for does not end the script, and a compound command's is that of one in it. */
function endsOnError(node: PipelineNode): boolean {
  if (node.type === "Pipeline") return !isNegated(node);
  return !ofOthers.has(node.type === "Redirected" ? node.command.type : node.type);
}

/** Commands whose status is that of a command in them. */
const ofOthers: ReadonlySet<CommandNode["type"]> = new Set([
  "If",
  "Case",
  "While",
  "For",
  "BraceGroup",
  "ArithmeticFor",
  "Select",
  "Function",
]);

export function runBody(shell: Shell, body: CompoundCommand | Redirected | CompoundList): Outcome {
  if (body.type === "CompoundList") return runStatements(shell, body.commands);
  return runCommandNode(shell, body);
}

function runStatement(shell: Shell, { command, background }: Statement): Outcome {
  const run = () => (command.type === "AndOr" ? runAndOr(shell, command) : runNode(shell, command));
  if (background !== true) return run();
  const { stuck } = shell.guest;
  shell.subshell(() => untilEnded(shell, ["exit", "return"], run));
  // It never ends, and nobody waits for it.
  shell.guest.stuck = stuck;
  return success;
}

/** What follows an operator runs, or not, in the world that the answer before it made. */
function runAndOr(shell: Shell, { commands, operators }: AndOr): Outcome {
  const runFrom = (index: number, before: Outcome): Outcome => {
    const command = commands[index];
    if (command === undefined) return before;
    const last = index === commands.length - 1;
    const run = () => {
      shell.scope.status = before.status;
      return runFrom(
        index + 1,
        last ? runNode(shell, command) : shell.whileAsking(true, () => runNode(shell, command)),
      );
    };
    if (index === 0) return run();
    const skip = (status: number) => () => runFrom(index + 1, { ...before, status });
    return operators[index - 1] === "&&"
      ? either(shell, before, run, skip(before.status ?? 1))
      : either(shell, before, skip(0), run);
  };
  return runFrom(0, { status: shell.scope.status });
}

function runPipeline(shell: Shell, pipeline: Pipeline): Outcome {
  const run = () => runStages(shell, pipeline.commands);
  if (!isNegated(pipeline)) return run();
  const outcome = ask(shell, run);
  return outcome.flow === undefined ? negation(outcome) : outcome;
}

function isNegated({ prefixes }: Pipeline): boolean {
  return prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
}

/** Every stage is a subshell, its output the next one's input. */
function runStages(shell: Shell, commands: readonly CommandNode[]): Outcome {
  const [only] = commands;
  if (commands.length === 1 && only !== undefined) return runCommandNode(shell, only);
  let text = shell.input.text;
  let already: number | undefined;
  for (const [index, command] of commands.entries()) {
    const run = () =>
      shell.withInput(text, () =>
        shell.subshell(() => untilEnded(shell, ["exit", "return"], () => runCommandNode(shell, command))),
      );
    if (index === commands.length - 1) {
      const outcome = run();
      // A filter's answer about what is installed is still an answer about what is installed.
      return { ...outcome, already: outcome.already ?? already };
    }
    const stage = shell.capture(run);
    already ??= stage.result.already;
    text = stage.text;
  }
  return success;
}

function runCommandNode(shell: Shell, node: CommandNode): Outcome {
  switch (node.type) {
    case "Command":
      return runCommand(shell, node);
    case "Function":
      return define(shell, node);
    case "Redirected":
      shell.place = shell.placeAt(node.pos);
      return withRedirections(shell, node.redirects, () => runCompound(shell, node.command));
    case "Coproc":
      if (namesGuarded(shell.source.text.slice(node.pos, node.end))) {
        shell.guest.leaveUnread(shell.source.text.slice(node.pos, node.end), shell.placeAt(node.pos));
      }
      return success;
    default:
      return runCompound(shell, node);
  }
}

function define(shell: Shell, { name, body }: FunctionDefinition): Outcome {
  shell.scope.functions.set(name.value, { body, source: shell.source });
  return success;
}
