import type { CompoundCommand, CompoundList, Redirected } from "unbash";
import { anyText, imageText } from "../guest/text";
import type { Source } from "./source";

/** What a shell remembers beside the guest's own state; a subshell's is a copy. */
export interface Scope {
  variables: Map<string, string>;
  /** What variables that the running function has made its own were before. */
  locals: Map<string, string | undefined>;
  functions: Map<string, ShellFunction>;
  /** $0 */
  name: string;
  positional: readonly string[];
  directory: string;
  exitOnError: boolean;
  exitTrap: string | undefined;
  status: number | undefined;
}

export interface ShellFunction {
  readonly body: CompoundCommand | Redirected | CompoundList;
  readonly source: Source;
}

export function newScope(): Scope {
  return {
    variables: new Map(environment),
    locals: new Map(),
    functions: new Map(),
    name: "sh",
    positional: [],
    directory: "/",
    exitOnError: false,
    exitTrap: undefined,
    status: 0,
  };
}

export function copyScope(scope: Scope): Scope {
  return { ...scope, variables: new Map(scope.variables), functions: new Map(scope.functions) };
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
    INSTANCE_ID: anyText,
    HOSTNAME: anyText,
    RANDOM: anyText,
    SECONDS: anyText,
    LANG: anyText,
    HOSTTYPE: anyText,
    BASH_VERSION: imageText,
  }),
);
