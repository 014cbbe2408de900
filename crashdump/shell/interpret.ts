import { namesGuarded } from "../guest/guarded";
import type { GuestState } from "../guest/state";
import { fromOutside } from "../guest/text";
import { runWords } from "./command";
import { untilEnded } from "./either";
import { interpreterOf } from "./execute";
import { Budget } from "./limits";
import { runExitTrap, runScript, withoutComments } from "./script";
import { Shell } from "./shell";
import type { Source } from "./source";

/**
 * Follows a shell script and does to the picture of a guest what the script would do to the guest. `place` is what
 * messages call the script: "runcmd 2 in the customData"; a line is added where it has several. Never throws.
 *
 * What is pictured is a first boot in which every command succeeds. Whatever a script cannot know in advance (the output
 * of a command, a file of the image) is a gap in a text (guest/text.ts). Where such a gap decides what runs, both ways
 * are followed on copies and joined: what they agree on is certain, what they differ in becomes a gap (shell/either.ts
 * says which two kinds of branch are left out, and why). So a setting that only one branch makes is never taken for
 * certain, and neither is one that only one branch undoes. A command that is not understood and names something that
 * crash dumps depend on (guest/guarded.ts) is left unread, for a judge to say that it cannot tell; one that names
 * nothing is taken to do nothing to them.
 */
export function interpret(script: string, state: GuestState, place: string, by = interpreterOf(script)): void {
  const source = { text: fromOutside(script), place };
  follow(state, source, (shell) => {
    shell.scope.exitOnError = by?.exitOnError === true;
    shell.scope.isBash = by?.isBash === true;
    const outcome = untilEnded(shell, ["exit", "return", "break", "continue"], () => runScript(shell, source));
    runExitTrap(shell, outcome);
    afterReboot(shell, source);
  });
}

/** Follows one command, given by its words, in the same way. */
export function interpretCommand(words: readonly string[], state: GuestState, place: string): void {
  follow(state, { text: words.join(" "), place }, (shell) => runWords(shell, words));
}

function follow(state: GuestState, source: Source, run: (shell: Shell) => void): void {
  const { text, place } = source;
  const shell = new Shell(state.copy(), source, new Budget());
  try {
    run(shell);
    state.become(shell.guest);
  } catch {
    // More work than a first boot's script has, or deeper than this stack: what it got done is not worth half a picture.
    if (namesGuarded(withoutComments(text))) state.leaveUnread(text, place);
  }
}

/** A reboot comes while the script goes on: nobody knows how far it gets. */
function afterReboot(shell: Shell, { text, place }: Source): void {
  if (shell.rebootsAt === undefined) return;
  const rest = text.slice(shell.rebootsAt);
  if (namesGuarded(withoutComments(rest))) shell.guest.leaveUnread(rest, `${place}, after the reboot`);
}
