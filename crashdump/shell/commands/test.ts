import { hasCommand, imageHas } from "../../guest/stock";
import { anyText, imageText, isKnown } from "../../guest/text";
import { failure, negation, type Outcome, type Shell, success, unclear } from "../shell";
import type { CommandTable } from "./index";

/** test(1), by both its names. */
export const test: CommandTable = {
  test: (shell, args) => testOf(shell, args),
  "[": (shell, args) => (args.at(-1) === "]" ? testOf(shell, args.slice(0, -1)) : { status: 2 }),
};

/** The answer to a condition; where only the guest has it, what it means for what follows. */
export function testOf(shell: Shell, args: readonly string[]): Outcome {
  shell.budget.spend(1);
  const or = args.indexOf("-o");
  if (or > 0) return firstOf(0, testOf(shell, args.slice(0, or)), testOf(shell, args.slice(or + 1)));
  const and = args.indexOf("-a");
  if (and > 0) return firstOf(1, testOf(shell, args.slice(0, and)), testOf(shell, args.slice(and + 1)));
  if (args[0] === "!" && args.length > 1) return negation(testOf(shell, args.slice(1)));
  const [one = "", operator = "", other = ""] = args;
  switch (args.length) {
    case 0:
      return failure;
    case 1:
      return negation(isEmpty(one));
    case 2:
      return unary(shell, one, operator);
    default:
      return binary(one, operator, other);
  }
}

/** The first answer that decides, the first that is open, or neither. */
function firstOf(deciding: number, one: Outcome, other: Outcome): Outcome {
  return (
    [one, other].find(({ status }) => status === deciding) ??
    [one, other].find(({ status }) => status === undefined) ?? { status: 1 - deciding }
  );
}

function isEmpty(text: string): Outcome {
  if (text === "") return success;
  const letters = text.replaceAll(anyText, "").replaceAll(imageText, "").trim();
  return letters !== "" || isKnown(text) ? failure : unclear;
}

function unary(shell: Shell, operator: string, operand: string): Outcome {
  if (operator === "-z") return isEmpty(operand);
  if (operator === "-n") return negation(isEmpty(operand));
  if (/^-[efrwxsdhLbc]$/.test(operator)) return exists(shell, operator, operand);
  return unclear;
}

/** Whether a file exists. Where the image decides, its existence mostly means that something is done already. */
function exists(shell: Shell, operator: string, name: string): Outcome {
  if (!isKnown(name)) return unclear;
  const { files, platform } = shell.guest;
  if (/^-[Lh]$/.test(operator) && files.linkAt(shell.path(name)) !== undefined) return success;
  const path = files.resolve(shell.path(name));
  const file = files.get(path);
  if (file?.text !== undefined) {
    if (/^-[dLhbc]$/.test(operator)) return failure;
    return operator === "-s" ? negation(isEmpty(file.text)) : success;
  }
  if (files.pathsFrom(`${path}/`).length > 0) return operator === "-f" ? failure : success;
  if (file !== undefined) return failure;
  const bin = /^\/(?:usr\/)?s?bin\/([^/]+)$/.exec(path)?.[1];
  const known = bin === undefined ? imageHas(platform, path) : hasCommand(platform, bin);
  if (known !== undefined) return known ? success : failure;
  // A device that is there says nothing about what is done.
  return /^\/(dev|sys|proc)\//.test(path) ? unclear : { status: undefined, already: 0 };
}

function binary(one: string, operator: string, other: string): Outcome {
  switch (operator) {
    case "=":
    case "==":
      return equal(one, other);
    case "!=":
      return negation(equal(one, other));
    default: {
      const compare = comparisons[operator];
      const integers = [one, other].every((text) => /^\s*-?\d+\s*$/.test(text));
      if (compare === undefined || !integers)
        return isKnown(one + other) && compare !== undefined ? { status: 2 } : unclear;
      return { status: Number(!compare(Number(one), Number(other))) };
    }
  }
}

function equal(one: string, other: string): Outcome {
  if (isKnown(one) && isKnown(other)) return { status: Number(one !== other) };
  // What the image holds being what a script is about to give it: nothing to do.
  if (one.includes(imageText) || other.includes(imageText)) return { status: undefined, already: 0 };
  return unclear;
}

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  "-eq": (one, other) => one === other,
  "-ne": (one, other) => one !== other,
  "-lt": (one, other) => one < other,
  "-le": (one, other) => one <= other,
  "-gt": (one, other) => one > other,
  "-ge": (one, other) => one >= other,
};
