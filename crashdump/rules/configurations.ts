import type { GuestState } from "../guest/state";
import { anyText, imageText, isKnown } from "../guest/text";
import { type KdumpConf, parseKdumpConf } from "../kdump/kdump-conf";
import { parseKdumpTools } from "../kdump/kdump-tools";
import type { ConfigurationProblem } from "../kdump/problem";
import type { ShellAssignments } from "../kdump/shell-assignments";
import { parseKdumpSysconfig } from "../kdump/sysconfig";
import type { Platform } from "../platform";
import type { Release } from "../releases";

/** Where a configuration stands, and who wrote it last. */
interface Placed {
  readonly path: string;
  readonly place: string;
  /** Whether all of it is known: if not, the rest is what the image holds, or what only the guest knows. */
  readonly whole: boolean;
  /** Whether what is not known of it are lines of the image's own. */
  readonly imageOnly: boolean;
}

/** kdump's configuration files, each undefined where the release has none, or the guest is not known to. */
export interface Configurations {
  /** /etc/kdump.conf, on EL. */
  readonly kdumpConf: (KdumpConf & Placed) | undefined;
  /** /etc/sysconfig/kdump, on EL. */
  readonly kdumpSysconfig: (ShellAssignments & Placed) | undefined;
  /** /etc/default/kdump-tools, on the Debian family. */
  readonly kdumpTools: (ShellAssignments & Placed) | undefined;
}

/**
 * What is known of them. Of a file with gaps only what stands outside them is read, and nothing is held against it that
 * a gap may hold: what somebody adds to an image's own file is judged, whatever else is in it.
 */
export function configurationsOf({ architecture }: Platform, { dialect }: Release, guest: GuestState): Configurations {
  const read = <Parsed>(path: string, parse: (text: string) => Parsed): (Parsed & Placed) | undefined => {
    const file = guest.files.get(path);
    if (file?.text === undefined) return undefined;
    return {
      ...parse(file.text),
      path,
      place: file.place,
      whole: isKnown(file.text),
      imageOnly: isImageBeside(file.text),
    };
  };
  const none = { kdumpConf: undefined, kdumpSysconfig: undefined, kdumpTools: undefined };
  if (dialect === "kdump-tools") {
    const parse = (text: string) => known(text, (lines) => parseKdumpTools(lines, architecture));
    return { ...none, kdumpTools: read("/etc/default/kdump-tools", parse) };
  }
  return {
    ...none,
    kdumpConf: read("/etc/kdump.conf", (text) => parseKdumpConf(text.replace(gapped, ""), dialect)),
    kdumpSysconfig: read("/etc/sysconfig/kdump", (text) => known(text, parseKdumpSysconfig)),
  };
}

/** How messages name a line. In a file with gaps nobody knows its number. */
export function lineOf({ path, place, whole }: Placed, line: number): string {
  return whole ? `line ${line} of ${path} (${place})` : `what was added to ${path} (${place})`;
}

function isImageBeside(text: string): boolean {
  return text.split("\n").every((line) => line === imageText || isKnown(line));
}

const gap = `[${imageText}${anyText}]`;

/** A line of kdump.conf that is not known to the letter. */
const gapped = new RegExp(`^.*${gap}.*$`, "gm");

/** A line of a shell's file that is not known to assign anything; an assignment may have gaps in its value. */
const gapOutsideValue = new RegExp(`^[^=\\n]*${gap}.*$`, "gm");

function known(text: string, parse: (lines: string) => ShellAssignments): ShellAssignments {
  if (isKnown(text)) return parse(text);
  const parsed = parse(text.replace(gapOutsideValue, ""));
  return { ...parsed, errors: parsed.errors.filter((error) => holdsAnyway(error, parsed)) };
}

/** Whether an error stays one whatever the gaps hold: they may assign a variable, or complete a value. */
function holdsAnyway({ name, message }: ConfigurationProblem, { values }: ShellAssignments): boolean {
  return isKnown(values.get(name) ?? "") && !message.includes("which the file does not assign");
}
