import type { CompoundCommand, CompoundList, Redirected } from "unbash";
import { CopyOnWriteMap } from "../guest/copy-on-write";
import { anyText, imageText } from "../guest/text";
import type { Source } from "./source";

/** What a shell remembers beside the guest's own state; a subshell's is a copy. */
export interface Scope {
  variables: CopyOnWriteMap<string, string>;
  /** What variables that the running function has made its own were before. */
  locals: Map<string, string | undefined>;
  functions: CopyOnWriteMap<string, ShellFunction>;
  /** Whether it is bash by name, not whatever /bin/sh is. */
  isBash: boolean;
  /** Loops around what runs, as far as `break` reaches. */
  loops: number;
  /** Functions and files that are read around what runs: where there are none, `return` means nothing. */
  calls: number;
  /** $0 */
  name: string;
  positional: readonly string[];
  directory: string;
  /** Where other descriptors than standard input and output lead, by number. */
  descriptors: ReadonlyMap<number, string>;
  exitOnError: boolean;
  exitTrap: string | undefined;
  /** Undefined where only the guest knows. */
  umask: number | undefined;
  status: number | undefined;
}

export interface ShellFunction {
  readonly body: CompoundCommand | Redirected | CompoundList;
  readonly source: Source;
}

export function newScope(): Scope {
  return {
    variables: new CopyOnWriteMap(environment),
    locals: new Map(),
    functions: new CopyOnWriteMap(),
    isBash: false,
    loops: 0,
    calls: 0,
    name: "sh",
    positional: [],
    directory: "/",
    descriptors: new Map(),
    exitOnError: false,
    exitTrap: undefined,
    umask: 0o022,
    status: 0,
  };
}

export function copyScope(scope: Scope): Scope {
  return { ...scope, variables: scope.variables.copy(), functions: scope.functions.copy() };
}

/** What cloud-init hands to a script; what is not here is not set. */
const environment: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: "/root",
    USER: "root",
    UID: "0",
    EUID: "0",
    IFS: " \t\n",
    // One of its own for each VM, which no customData can know, and the same at each of its boots.
    INSTANCE_ID: "00000000-0000-0000-0000-000000000000",
    HOSTNAME: anyText,
    RANDOM: anyText,
    SECONDS: anyText,
    LANG: anyText,
    HOSTTYPE: anyText,
    BASH_VERSION: imageText,
  }),
);
