import type { GuestState } from "../guest/state";
import { anyText, joinText } from "../guest/text";
import { copyScope, type Scope } from "./scope";
import { type Flow, type Outcome, type Shell, unclear } from "./shell";

/** A guest, and the shell that got it there. */
interface World {
  readonly guest: GuestState;
  readonly scope: Scope;
}

/** A way that a script can have ended in before the rest of it ran. */
export interface Ending extends World {
  readonly flow: Flow;
}

/**
 * Goes on with both answers to a question that only the guest can answer, each on its own copy of everything, and joins
 * what comes out: where both agree it is certain, where they differ it is a gap, and a judge cannot tell.
 *
 * Two kinds of branch are not followed, since what is pictured is a first boot in which nothing fails:
 * - one that ends the script with a failure (`grep -q … || exit 1`);
 * - the one that leaves everything as it is because what the other does is done already (`rpm -q X || yum install X`,
 *   `[ -e FILE ] && exit 0`): if it is done, it is done; if not, the other branch does it. Which answers mean that is
 *   said by the question ({@link Outcome.already}).
 */
export function either(shell: Shell, question: Outcome, whenTrue: () => Outcome, whenFalse: () => Outcome): Outcome {
  if (question.flow !== undefined) return question;
  if (question.status !== undefined) return question.status === 0 ? whenTrue() : whenFalse();
  const before: World = { guest: shell.guest, scope: shell.scope };
  const input = shell.input.text;
  const yes = attempt(shell, before, whenTrue);
  shell.input.text = input;
  const no = attempt(shell, before, whenFalse);
  const answered = question.already === undefined ? undefined : question.already === 0 ? yes : no;
  const other = answered === yes ? no : yes;
  if (fails(yes.outcome) !== fails(no.outcome)) return goOn(shell, fails(yes.outcome) ? no : yes);
  const isDone = answered !== undefined && answered.guest.order === before.guest.order;
  // Where the other one only leaves, as in `[ -e FILE ] || exit 0`, it does nothing that could be done already.
  const leaves = other.outcome.flow !== undefined && other.guest.order === before.guest.order;
  return isDone && !leaves ? goOn(shell, other) : joined(shell, yes, no, question.already);
}

interface Attempt extends World {
  readonly outcome: Outcome;
  readonly text: string;
}

function attempt(shell: Shell, before: World, run: () => Outcome): Attempt {
  shell.guest = before.guest.copy();
  shell.scope = copyScope(before.scope);
  shell.budget.spend(20 + before.guest.size + before.scope.variables.size);
  const { result, text } = shell.capture(run);
  return { outcome: result, text, guest: shell.guest, scope: shell.scope };
}

function fails({ flow, status }: Outcome): boolean {
  return flow?.kind === "exit" && status !== undefined && status !== 0;
}

function goOn(shell: Shell, { guest, scope, text, outcome }: Attempt): Outcome {
  shell.guest = guest;
  shell.scope = scope;
  shell.print(text);
  return outcome;
}

function joined(shell: Shell, yes: Attempt, no: Attempt, asked: number | undefined): Outcome {
  const [goes, ends] = yes.outcome.flow === undefined ? [yes, no] : [no, yes];
  const { flow } = goes.outcome;
  if (ends.outcome.flow !== undefined && !isSame(ends.outcome.flow, flow)) {
    shell.endings.push({ flow: ends.outcome.flow, guest: ends.guest, scope: ends.scope });
    return goOn(shell, goes);
  }
  goOn(shell, { ...yes, text: joinText(yes.text, no.text, () => true) });
  joinWorld(shell, no);
  return {
    status: yes.outcome.status === no.outcome.status ? yes.outcome.status : undefined,
    already: yes.outcome.already ?? no.outcome.already ?? asked,
    assumed: yes.outcome.assumed ?? no.outcome.assumed,
    flow,
  };
}

function isSame(one: Flow, other: Flow | undefined): boolean {
  return one.kind === other?.kind && one.levels === other.levels;
}

/** Runs what can be left early in one of these ways, and joins every such ending with the one at its end. */
export function untilEnded(shell: Shell, kinds: readonly Flow["kind"][], run: () => Outcome): Outcome {
  const outer = shell.endings;
  shell.endings = [];
  const outcome = run();
  const ended = shell.endings.filter(({ flow }) => beyond(flow, kinds) === undefined);
  const passing = shell.endings.flatMap((ending) => {
    const flow = beyond(ending.flow, kinds);
    return flow === undefined ? [] : [{ ...ending, flow }];
  });
  shell.endings = [...outer, ...passing];
  const flow = outcome.flow && beyond(outcome.flow, kinds);
  const [first, ...rest] = ended;
  if (first === undefined) return { ...outcome, flow };
  if (flow === undefined) joinWorld(shell, first);
  else {
    if (!fails(outcome)) shell.endings.push({ flow, guest: shell.guest, scope: shell.scope });
    shell.guest = first.guest;
    shell.scope = first.scope;
  }
  for (const ending of rest) joinWorld(shell, ending);
  return unclear;
}

/** What goes on ending things once these have ended: whatever is of another kind, or leaves further loops. */
function beyond(flow: Flow, kinds: readonly Flow["kind"][]): Flow | undefined {
  if (!kinds.includes(flow.kind)) return flow;
  const { kind, levels = 1 } = flow;
  return levels > 1 ? { kind, levels: levels - 1 } : undefined;
}

function joinWorld(shell: Shell, { guest, scope }: World): void {
  shell.budget.spend(20 + guest.size + scope.variables.size);
  shell.guest.join(guest);
  const { variables, functions } = shell.scope;
  for (const name of new Set([...variables.keys(), ...scope.variables.keys()])) {
    if (variables.get(name) !== scope.variables.get(name)) variables.set(name, anyText);
  }
  for (const [name, definition] of scope.functions) if (!functions.has(name)) functions.set(name, definition);
  if (shell.scope.positional.join("\0") !== scope.positional.join("\0")) shell.scope.positional = [anyText];
  if (shell.scope.directory !== scope.directory) shell.scope.directory = `/${anyText}`;
}
