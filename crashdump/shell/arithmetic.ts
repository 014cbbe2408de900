import type { ArithmeticExpression } from "unbash";
import { variable } from "./parameter";
import type { Shell } from "./shell";

/** The value of `$((…))`; undefined where it depends on what only the guest knows. */
export function arithmetic(shell: Shell, expression: ArithmeticExpression | undefined): number | undefined {
  shell.budget.spend(1);
  switch (expression?.type) {
    case "ArithmeticWord":
      return wordValue(shell, expression.value);
    case "ArithmeticGroup":
      return arithmetic(shell, expression.expression);
    case "ArithmeticUnary":
      return unary(shell, expression.operator, expression.operand);
    case "ArithmeticTernary": {
      const test = arithmetic(shell, expression.test);
      if (test === undefined) return undefined;
      return arithmetic(shell, test === 0 ? expression.alternate : expression.consequent);
    }
    case "ArithmeticBinary":
      return binary(shell, expression.operator, expression.left, expression.right);
    default:
      return undefined;
  }
}

function wordValue(shell: Shell, text: string): number | undefined {
  const value = /^\d+$/.test(text) ? text : (variable(shell, text.replace(/^\$\{?(\w+)\}?$/, "$1")) ?? "0");
  return /^-?\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function unary(shell: Shell, operator: string, operand: ArithmeticExpression): number | undefined {
  const value = arithmetic(shell, operand);
  if (value === undefined) return undefined;
  if (operator === "-") return -value;
  if (operator === "+") return value;
  if (operator === "!") return Number(value === 0);
  const step = { "++": 1, "--": -1 }[operator];
  if (step === undefined || operand.type !== "ArithmeticWord") return undefined;
  shell.assign(operand.value, String(value + step));
  return value + step;
}

function binary(
  shell: Shell,
  operator: string,
  left: ArithmeticExpression,
  right: ArithmeticExpression,
): number | undefined {
  const other = arithmetic(shell, right);
  if (other === undefined) return undefined;
  const assigned = /^([-+*]?)=$/.exec(operator)?.[1];
  if (assigned !== undefined && left.type === "ArithmeticWord") {
    const before = assigned === "" ? 0 : arithmetic(shell, left);
    const value =
      before === undefined ? undefined : (operations[assigned === "" ? "+" : assigned]?.(before, other) ?? 0);
    if (value !== undefined) shell.assign(left.value, String(value));
    return value;
  }
  const one = arithmetic(shell, left);
  return one === undefined ? undefined : operations[operator]?.(one, other);
}

const operations: Readonly<Record<string, (one: number, other: number) => number | undefined>> = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => (other === 0 ? undefined : Math.trunc(one / other)),
  "%": (one, other) => (other === 0 ? undefined : one % other),
  "<": (one, other) => Number(one < other),
  ">": (one, other) => Number(one > other),
  "<=": (one, other) => Number(one <= other),
  ">=": (one, other) => Number(one >= other),
  "==": (one, other) => Number(one === other),
  "!=": (one, other) => Number(one !== other),
  "&&": (one, other) => Number(one !== 0 && other !== 0),
  "||": (one, other) => Number(one !== 0 || other !== 0),
};
