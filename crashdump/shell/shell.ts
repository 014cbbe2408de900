import { isGuardedPath, namesGuarded } from "../guest/guarded";
import { normalize } from "../guest/path";
import type { GuestState } from "../guest/state";
import { isEl } from "../guest/stock";
import { sysctlKey } from "../guest/sysctl";
import { anyText, imageText, isKnown } from "../guest/text";
import type { Ending } from "./either";
import { type Budget, limits } from "./limits";
import { copyScope, newScope } from "./scope";
import { placeIn, type Source } from "./source";

/** How a command ended. */
export interface Outcome {
  /** Exit status; undefined where only the guest knows. */
  readonly status: number | undefined;
  /** Set on an unknown status of a question: the answer that says that what a script is about to do is done already. */
  readonly already?: number | undefined;
  /** The command is not known, and its success is taken for granted, as a first boot's is. */
  readonly assumed?: boolean | undefined;
  /** Set where what follows is not run. */
  readonly flow?: Flow | undefined;
}

export interface Flow {
  readonly kind: "exit" | "return" | "break" | "continue";
  /** How many loops are left or gone on with, inner ones first; one unless it says otherwise. */
  readonly levels?: number;
}

export const success: Outcome = { status: 0 };
export const failure: Outcome = { status: 1 };
/** Whatever it answers, nothing changed. */
export const unclear: Outcome = { status: undefined };

/** The answer to the opposite question. */
export function negation({ status, already }: Outcome): Outcome {
  return { status: opposite(status), already: opposite(already) };
}

function opposite(status: number | undefined): number | undefined {
  return status === undefined ? undefined : Number(status === 0);
}

/** A shell that runs on a picture of a guest instead of a guest. */
export class Shell {
  scope = newScope();
  /** Standard input of the command that runs, which commands of one group share. */
  input = { text: "" };
  /** Where the command that runs stands. */
  place: string;
  depth = 0;
  /** Whether a failure is an answer, and does not end a script that is to end on errors. */
  asking = false;
  /** Whether `${NAME:?}` found nothing: the command that asks for it is not run, and ends what it stands in. */
  lacksParameter = false;
  /** How the last command substitution ended: it is the status of an assignment. */
  substituted: Outcome = success;
  /** Ways in which the script, a function or a loop may have ended before. */
  endings: Ending[] = [];
  /** Offset in the outermost script behind the command that runs, and behind the one that reboots. */
  offset = 0;
  rebootsAt: number | undefined;
  #output: string[] = [];
  readonly #outermost: Source;

  constructor(
    public guest: GuestState,
    public source: Source,
    readonly budget: Budget,
  ) {
    this.place = source.place;
    this.#outermost = source;
  }

  /** A command begins. */
  reach(pos: number, end: number): void {
    this.place = this.placeAt(pos);
    if (this.source === this.#outermost) this.offset = end;
  }

  /** Writes to standard output. */
  print(text: string): void {
    this.budget.spend(1 + text.length / 16);
    this.#output.push(text);
  }

  /** What `run` writes to standard output, instead of letting it go there. */
  capture<Result>(run: () => Result): { readonly result: Result; readonly text: string } {
    const outer = this.#output;
    this.#output = [];
    const result = this.within(run);
    const text = bounded(this.#output.join(""));
    this.#output = outer;
    return { result, text };
  }

  /** Runs with another standard input. */
  withInput<Result>(text: string, run: () => Result): Result {
    const outer = this.input;
    this.input = { text };
    const result = run();
    this.input = outer;
    return result;
  }

  /** Runs what a failure in is an answer, or is none. */
  whileAsking<Result>(asking: boolean, run: () => Result): Result {
    const outer = this.asking;
    this.asking = asking;
    const result = run();
    this.asking = outer;
    return result;
  }

  /** Runs in a subshell: the guest changes, this shell does not, and an exit ends only what runs in it. */
  subshell(run: () => Outcome): Outcome {
    const outer = this.scope;
    this.scope = copyScope(outer);
    this.scope.exitTrap = undefined;
    const outcome = this.within(run);
    this.scope = outer;
    return { ...outcome, flow: undefined };
  }

  /** Runs one level deeper, where there still is one. */
  within<Result>(run: () => Result): Result {
    this.depth++;
    this.budget.spend(this.depth > limits.depth ? Number.POSITIVE_INFINITY : 1);
    const result = run();
    this.depth--;
    return result;
  }

  /** /bin/sh is dash on the Debian family. */
  get isDash(): boolean {
    const { platform } = this.guest;
    return !this.scope.isBash && platform !== undefined && !isEl(platform);
  }

  path(name: string): string {
    return normalize(name.startsWith("/") ? name : `${this.scope.directory}/${name}`);
  }

  /** What a command would read from a file, with gaps. */
  read(name: string): string {
    const path = this.path(name);
    if (path === "/dev/null") return "";
    if (path === "/dev/stdin") return this.input.text;
    const runtime = this.guest.runtime.get(sysctlKey(path.slice("/proc/sys/".length)));
    if (path.startsWith("/proc/sys/") && runtime !== undefined) return `${runtime.value ?? anyText}\n`;
    const file = this.guest.files.get(path);
    this.budget.spend((file?.text?.length ?? 0) / 16);
    if (file !== undefined) return file.text ?? "";
    return /^\/(proc|sys|dev)\//.test(path) ? anyText : imageText;
  }

  /** Writes a file, or what stands behind its name. */
  write(name: string, text: string, append: boolean): void {
    const path = this.path(name);
    if (!isKnown(path)) {
      if (namesGuarded(`${name} ${text}`)) this.guest.leaveUnread(`${name}: ${text}`, this.place);
      return;
    }
    if (path.startsWith("/dev/")) return;
    if (path.startsWith("/proc/sys/")) {
      this.guest.setRuntime(path.slice("/proc/sys/".length).replaceAll("/", "."), text.trim(), this.place);
      return;
    }
    if (path === "/proc/sysrq-trigger" && text.trim() === "b") {
      this.guest.requestReboot(this.place);
      return;
    }
    if (/^\/(proc|sys)\//.test(path)) {
      if (isGuardedPath(path)) this.guest.leaveUnread(`${path}: ${text}`, this.place);
      return;
    }
    // Joining two texts costs as much as the longer one.
    if (append) this.budget.spend((this.guest.files.get(path)?.text?.length ?? 0) / 64);
    if (append) this.guest.append(path, bounded(text), this.place);
    else this.guest.write(path, bounded(text), this.place);
  }

  assign(name: string, value: string): void {
    this.budget.spend(1 + value.length / 16);
    this.scope.variables.set(name, bounded(value));
  }

  placeAt(offset: number): string {
    return placeIn(this.source, offset);
  }
}

function bounded(text: string): string {
  return text.length > limits.textLength ? anyText : text;
}
