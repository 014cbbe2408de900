/** A command's words, taken apart as getopt does. */
export interface Options {
  /** Names with their dashes; of `-abc` each letter. */
  readonly flags: ReadonlySet<string>;
  /** Of options that take a value, all of them in order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** `withValue` names the options whose value is the next word, or the rest of theirs. */
export function options(args: readonly string[], withValue: readonly string[] = []): Options {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  const give = (name: string, value: string) => {
    flags.add(name);
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (word === "--") {
      operands.push(...args.slice(at + 1));
      break;
    }
    const long = /^(--[\w-]+)(?:=([^]*))?$/.exec(word);
    if (long !== null) {
      const name = long[1] ?? "";
      if (long[2] !== undefined) give(name, long[2]);
      else if (withValue.includes(name)) give(name, args[++at] ?? "");
      else flags.add(name);
    } else if (/^-./.test(word)) {
      for (let letter = 1; letter < word.length; letter++) {
        const name = `-${word.charAt(letter)}`;
        if (!withValue.includes(name)) flags.add(name);
        else {
          give(name, word.slice(letter + 1) || (args[++at] ?? ""));
          break;
        }
      }
    } else operands.push(word);
  }
  return { flags, values, operands };
}
