import { Regex } from "./regex";
import type { Shell } from "./shell";

/** Only files that scripts made are known by name: a pattern that matches none of them stands for itself. */
export function filesNamed(shell: Shell, text: string, pattern: string): readonly string[] {
  if (!/(?<!\\)(?:[*?]|\[[^\]]+\])/.test(pattern)) return [text];
  const start = /^(?:\\[^]|[^\\*?[])*\//.exec(pattern)?.[0] ?? "";
  const regex = Regex.of(pattern.slice(start.length), "glob");
  const matching = namesIn(shell, unescaped(start), pattern.slice(start.length).split("/")).filter(
    (name) => regex?.matchesAll(name, shell.budget) === true,
  );
  return matching.length === 0 ? [text] : matching.map((name) => unescaped(start) + name);
}

/** What lies in a directory, as deep as a pattern goes; what begins with a dot only where the pattern does too. */
function namesIn(shell: Shell, start: string, pattern: readonly string[]): readonly string[] {
  const directory = shell.guest.files.resolve(shell.path(start));
  const inside = directory === "/" ? "/" : `${directory}/`;
  // Of a pattern for directories alone the last name is empty.
  const depth = pattern.at(-1) === "" ? pattern.length - 1 : pattern.length;
  const names = shell.guest.files
    .pathsFrom(inside)
    .map((path) => path.slice(inside.length).split("/"))
    .filter((path) => path.length >= pattern.length)
    .map((path) => path.slice(0, depth))
    .filter((path) => path.every((name, index) => !name.startsWith(".") || pattern[index]?.startsWith(".") === true))
    .map((path) => path.join("/"));
  return [...new Set(names)].sort().map((name) => (depth < pattern.length ? `${name}/` : name));
}

export function unescaped(pattern: string): string {
  return pattern.replace(/\\([^])/g, "$1");
}
