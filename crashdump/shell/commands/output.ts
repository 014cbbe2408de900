import { anyText, isKnown } from "../../guest/text";
import { type Shell, success } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that write text. */
export const output: CommandTable = {
  echo: (shell, args) => {
    // dash knows one option, and interprets escapes; bash does where it is asked to.
    const isOption = shell.isDash ? /^-n$/ : /^-[neE]+$/;
    const other = args.findIndex((arg, index) => !isOption.test(arg) || (shell.isDash && index > 0));
    const words = args.slice(other === -1 ? args.length : other);
    const given = args.slice(0, args.length - words.length).join("");
    const interprets = shell.isDash || given.lastIndexOf("e") > given.lastIndexOf("E");
    const text = words.join(" ");
    shell.print((interprets ? unescape(text) : text) + (given.includes("n") ? "" : "\n"));
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

/** The format is used again until no value is left. */
function formatted(shell: Shell, format: string, values: readonly string[]): string {
  const plain = format.replaceAll("%%", "\0");
  if (!isKnown(format) || plain.replace(conversion, "").includes("%")) return anyText;
  let text = "";
  let at = 0;
  do {
    shell.budget.spend(1);
    const before = at;
    text += unescape(plain).replace(
      conversion,
      (_, flags: string, width: string, precision: string | undefined, kind: string) => {
        const value = converted(kind, values[at++], precision);
        if (flags.includes("-")) return value.padEnd(Number(width));
        return value.padStart(Number(width), flags.includes("0") && kind !== "s" ? "0" : " ");
      },
    );
    if (at === before) break;
  } while (at < values.length && text.length < 65_536);
  return text.replaceAll("\0", "%");
}

const conversion = /%([-0]*)(\d*)(?:\.(\d+))?([sbdiuxXoc])/g;

function converted(kind: string, value: string | undefined, precision: string | undefined): string {
  switch (kind) {
    case "s":
      return (value ?? "").slice(0, precision === undefined ? undefined : Number(precision));
    case "b":
      return unescape(value ?? "");
    case "c":
      return (value ?? "").slice(0, 1);
    default:
      return /^-?[1-9]\d*$|^0?$/.test(value ?? "") && precision === undefined
        ? inBase(kind, Number(value ?? ""))
        : anyText;
  }
}

function inBase(kind: string, value: number): string {
  const text = value.toString(kind === "o" ? 8 : kind.toLowerCase() === "x" ? 16 : 10);
  return kind === "X" ? text.toUpperCase() : text;
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
