import { isEl } from "../../guest/stock";
import { anyText, isKnown } from "../../guest/text";
import { type Shell, success } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that write text. */
export const output: CommandTable = {
  echo: (shell, args) => {
    const flags = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
    const words = args.slice(flags === -1 ? args.length : flags);
    const given = args.slice(0, args.length - words.length).join("");
    const text = words.join(" ");
    shell.print((given.includes("e") || isDash(shell) ? unescape(text) : text) + (given.includes("n") ? "" : "\n"));
    return success;
  },

  printf: (shell, args) => {
    const [format = "", ...values] = args[0] === "--" ? args.slice(1) : args;
    if (format === "-v") {
      shell.assign(values[0] ?? "", formatted(shell, values[1] ?? "", values.slice(2)));
      return success;
    }
    shell.print(formatted(shell, format, values));
    return success;
  },

  tee: (shell, args) => {
    const { flags, operands } = options(args);
    const { text } = shell.input;
    for (const path of operands) shell.write(path, text, flags.has("-a") || flags.has("--append"));
    shell.print(text);
    return success;
  },

  cat: (shell, args) => {
    const { operands } = options(args);
    const texts = (operands.length === 0 ? ["-"] : operands).map((path) =>
      path === "-" ? shell.input.text : shell.read(path),
    );
    shell.print(texts.join(""));
    const missing = operands.some((path) => path !== "-" && shell.guest.files.get(shell.path(path)) === undefined);
    return missing ? { status: 0, assumed: true } : success;
  },

  yes: (shell, args) => {
    shell.print(`${args[0] ?? "y"}\n`);
    return success;
  },
};

/** /bin/sh is dash on the Debian family, whose echo interprets escapes; bash's does only where it is asked to. */
function isDash({ guest: { platform }, source }: Shell): boolean {
  return platform !== undefined && !isEl(platform) && !/^#!.*\bbash\b/.test(source.text);
}

/** The format is used again until no value is left. */
function formatted(shell: Shell, format: string, values: readonly string[]): string {
  if (!isKnown(format)) return anyText;
  let text = "";
  let at = 0;
  do {
    shell.budget.spend(1);
    const before = at;
    text += unescape(format.replaceAll("%%", "\0")).replace(
      /%(-?\d*)(?:\.\d+)?([sdbqi])/g,
      (_, width: string, kind: string) => {
        const value = values[at++] ?? (kind === "d" || kind === "i" ? "0" : "");
        const padded = width.startsWith("-") ? value.padEnd(Number(width.slice(1))) : value.padStart(Number(width));
        return kind === "b" ? unescape(padded) : padded;
      },
    );
    if (at === before) break;
  } while (at < values.length && text.length < 65_536);
  return text.replaceAll("\0", "%");
}

function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", a: "", '"': '"' };
  return text.replace(
    /\\([ntra\\"])|\\0?([0-7]{1,3})|\\x([0-9a-fA-F]{2})/g,
    (all, letter?: string, octal?: string, hex?: string) => {
      if (letter !== undefined) return letters[letter] ?? all;
      return String.fromCharCode(octal === undefined ? Number.parseInt(hex ?? "0", 16) : Number.parseInt(octal, 8));
    },
  );
}
