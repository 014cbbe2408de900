/** Mode of a file or directory that nobody has given one, under a first boot's umask of 022. */
export const usualMode = { file: 0o644, directory: 0o755 } as const;

/**
 * The mode that chmod(1) makes of `before`, as a number; undefined where it cannot be told. Octal, or symbolic clauses
 * such as "u=rwx,go="; set-id and sticky bits of symbolic clauses are left out.
 */
export function changedMode(change: string, before: number): number | undefined {
  if (/^[0-7]{1,5}$/.test(change)) return Number.parseInt(change, 8);
  let mode = before;
  for (const clause of change.split(",")) {
    const [, who = "", actions] = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/.exec(clause) ?? [];
    if (actions === undefined) return undefined;
    const owners = who === "" || who.includes("a") ? "ugo" : who;
    for (const [, operator, letters = ""] of actions.matchAll(/([-+=])([rwxXst]*)/g)) {
      for (const owner of owners) mode = applied(mode, shifts[owner] ?? 0, operator, letters);
    }
  }
  return mode;
}

/** What cloud-init makes of `permissions`: octal text, or a number that YAML has already read; 0644 otherwise. */
export function writtenMode(permissions: unknown): number {
  if (typeof permissions === "number" && Number.isInteger(permissions)) return permissions & 0o7777;
  const [, digits] = /^\s*(?:0o)?([0-7]+)\s*$/.exec(typeof permissions === "string" ? permissions : "") ?? [];
  return digits === undefined ? usualMode.file : Number.parseInt(digits, 8) & 0o7777;
}

const shifts: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

const bits: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1, X: 1 };

function applied(mode: number, shift: number, operator: string | undefined, letters: string): number {
  const given = Array.from(letters).reduce((all, letter) => all | (bits[letter] ?? 0), 0) << shift;
  if (operator === "+") return mode | given;
  if (operator === "-") return mode & ~given;
  return (mode & ~(7 << shift)) | given;
}
