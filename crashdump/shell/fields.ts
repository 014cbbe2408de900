/** What $IFS is where nobody has set it. */
export const blanks = " \t\n";

/**
 * What cuts a text into fields: any blanks of $IFS together, or one of its other letters with the blanks around it. A
 * backslash before it takes that away where `read` heeds it. Undefined where $IFS is empty, and nothing is cut.
 */
export function separatorOf(ifs: string, heedsBackslash = false): RegExp | undefined {
  if (ifs === "") return undefined;
  const blank = letters(ifs.replace(/[^ \t\n]/g, ""));
  const other = letters(ifs.replace(/[ \t\n]/g, ""));
  return new RegExp(`${heedsBackslash ? "(?<!\\\\)" : ""}(?:${blank}*${other}${blank}*|${blank}+)`);
}

/** None at all where there are none. */
function letters(of: string): string {
  return `[${of.replace(/[\\\]^-]/g, "\\$&")}]`;
}
