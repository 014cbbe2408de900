import { createRequire } from "node:module";
import type { ParsedScript, Statement } from "unbash";
import { namesGuarded } from "../guest/guarded";
import { untilEnded } from "./either";
import { limits } from "./limits";
import { firstOfBash } from "./of-bash";
import type { Outcome, Shell } from "./shell";
import type { Source } from "./source";
import { runStatements } from "./statements";

/** Runs the text of a script in this shell. What a shell cannot parse it does not run, nor anything after it. */
export function runScript(shell: Shell, source: Source): Outcome {
  shell.budget.spend(source.text.length / 8);
  if (source.text.length > limits.scriptLength) {
    if (namesGuarded(source.text)) shell.guest.leaveUnread(source.text, source.place);
    return { status: undefined };
  }
  const script = parse(source.text, shell.guest.parsed);
  const outer = { source: shell.source, place: shell.place };
  shell.source = source;
  const broken = errorIn(shell, script, source);
  const whole = broken === undefined ? script.commands : commandsBefore(broken, script, source);
  const before = shell.within(() => runStatements(shell, whole));
  const outcome =
    broken === undefined || before.flow !== undefined ? before : refusal(shell, whole.at(-1)?.end, broken);
  shell.source = outer.source;
  shell.place = outer.place;
  return outcome;
}

/** Of the rest of a script, which begins behind what has run, only dash makes the end of the shell. */
function refusal(shell: Shell, start: number | undefined, error: number): Outcome {
  const rest = shell.source.text.slice(start);
  if (namesGuarded(withoutComments(rest))) shell.guest.leaveUnread(rest, shell.placeAt(error));
  return { status: 2, flow: shell.isDash ? { kind: "exit" } : undefined };
}

function errorIn(shell: Shell, script: ParsedScript, { text }: Source): number | undefined {
  const places = script.errors?.map(({ pos }) => pos) ?? [];
  const ofBash = shell.isDash ? firstOfBash(script, text) : undefined;
  if (ofBash !== undefined) places.push(ofBash.pos);
  return places.length === 0 ? undefined : Math.min(...places);
}

/** A shell reads a line before it runs any of it. What the parser makes of the text after an error may reach back. */
function commandsBefore(error: number, { commands }: ParsedScript, { text }: Source): readonly Statement[] {
  const line = text.lastIndexOf("\n", error - 1) + 1;
  return commands.filter(({ end }, index) => end < line && (commands[index + 1]?.pos ?? text.length) <= error);
}

/** Runs what the shell was told to run when it ends; the status stays. */
export function runExitTrap(shell: Shell, { status }: Outcome): Outcome {
  const handler = shell.scope.exitTrap;
  if (handler !== undefined) {
    shell.scope.exitTrap = undefined;
    shell.scope.status = status;
    untilEnded(shell, ["exit", "return"], () => runScript(shell, { text: handler, place: shell.source.place }));
  }
  return { status };
}

export function withoutComments(script: string): string {
  return script.replace(/(^|\s)#.*$/gm, "$1");
}

/** Loaded with the first script: the parser costs a fifth of the time in which the library has to be loaded. */
let loaded: typeof import("unbash") | undefined;

/** A few scripts of usual length are kept: what somebody generates without end shall not stay in memory. */
export function parse(text: string, parsed: Map<string, ParsedScript>): ParsedScript {
  const before = parsed.get(text);
  if (before !== undefined) return before;
  loaded ??= createRequire(__filename)("unbash") as typeof import("unbash");
  const script = loaded.parse(text);
  if (text.length <= limits.keptScriptLength && parsed.size < limits.keptScripts) parsed.set(text, script);
  return script;
}
