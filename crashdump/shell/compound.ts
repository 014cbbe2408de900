import type { Case, CompoundCommand, CompoundList, For, If, TestExpression, While } from "unbash";
import { namesGuarded } from "../guest/guarded";
import { isKnown } from "../guest/text";
import { arithmetic } from "./arithmetic";
import { testOf } from "./commands/test";
import { either, untilEnded } from "./either";
import { never } from "./endless";
import { expandPattern, expandText, expandWords } from "./expand";
import { limits } from "./limits";
import { Regex } from "./regex";
import { failure, negation, type Outcome, type Shell, success, unclear } from "./shell";
import { runExitTrap } from "./script";
import { ask, runStatements } from "./statements";

/** Runs `if`, `case`, loops and groups. */
export function runCompound(shell: Shell, node: CompoundCommand): Outcome {
  switch (node.type) {
    case "If":
      return runIf(shell, [node, ...node.elif], node.else);
    case "Case":
      return runCase(shell, node);
    case "While":
      return loop(shell, () => runWhile(shell, node));
    case "For":
      return loop(shell, () => runFor(shell, node));
    case "BraceGroup":
      return runStatements(shell, node.body.commands);
    case "Subshell":
      return shell.subshell(() =>
        runExitTrap(
          shell,
          untilEnded(shell, ["exit", "return"], () => runStatements(shell, node.body.commands)),
        ),
      );
    case "TestCommand":
      if (shell.isDash) return notFound;
      return testExpression(shell, node.expression);
    case "ArithmeticCommand": {
      if (shell.isDash) return notFound;
      const value = arithmetic(shell, node.expression);
      return value === undefined ? unclear : { status: Number(value === 0) };
    }
    case "ArithmeticFor":
    case "Select":
      return notFollowed(shell, node.body);
  }
}

/** dash takes `[[` and what stands in `((` for commands. */
const notFound: Outcome = { status: 127 };

function runIf(
  shell: Shell,
  [branch, ...rest]: readonly Pick<If, "clause" | "then">[],
  otherwise: CompoundList | undefined,
): Outcome {
  if (branch === undefined) return otherwise === undefined ? success : runStatements(shell, otherwise.commands);
  const answer = ask(shell, () => runStatements(shell, branch.clause.commands));
  return either(
    shell,
    answer,
    () => runStatements(shell, branch.then.commands),
    () => runIf(shell, rest, otherwise),
  );
}

function runCase(shell: Shell, node: Case): Outcome {
  const word = expandText(shell, node.word);
  const from = (index: number): Outcome => {
    const item = node.items[index];
    if (item === undefined) return success;
    const patterns = item.pattern.map((pattern) => expandPattern(shell, pattern));
    const run = () => {
      const outcome = runStatements(shell, item.body.commands);
      const next = node.items[index + 1];
      if (item.terminator === ";&" && next !== undefined) return runStatements(shell, next.body.commands);
      return item.terminator === ";;&" ? from(index + 1) : outcome;
    };
    return either(shell, anyMatches(shell, word, patterns), run, () => from(index + 1));
  };
  return from(0);
}

function anyMatches(shell: Shell, word: string, patterns: readonly string[]): Outcome {
  const some = (matches: (glob: Regex) => boolean) =>
    patterns.some((pattern) => {
      const glob = Regex.of(pattern, "glob");
      return glob !== undefined && matches(glob);
    });
  if (some((glob) => glob.matchesAll(word, shell.budget))) return success;
  if (!patterns.every(isKnown)) return unclear;
  return !isKnown(word) && some((glob) => glob.mayMatchAll(word, shell.budget)) ? unclear : failure;
}

function loop(shell: Shell, run: () => Outcome): Outcome {
  shell.scope.loops++;
  const outcome = untilEnded(shell, ["break", "continue"], run);
  shell.scope.loops--;
  return outcome;
}

/** Whether a round's end is the end of the loop. */
function isLeft({ flow }: Outcome): boolean {
  return flow !== undefined && (flow.kind !== "continue" || (flow.levels ?? 1) > 1);
}

function runWhile(shell: Shell, { kind, clause, body }: While): Outcome {
  const constant = isConstant(shell, clause);
  for (let round = 0; round < limits.iterations; round++) {
    const answer = ask(shell, () => runStatements(shell, clause.commands));
    if (answer.flow !== undefined) return answer;
    if (answer.status === undefined) {
      // How often is not known: at most once is what the guest's state can tell apart.
      const [once, never] = [() => runStatements(shell, body.commands), () => success];
      return kind === "while" ? either(shell, answer, once, never) : either(shell, answer, never, once);
    }
    if ((answer.status === 0) !== (kind === "while")) return success;
    const outcome = runStatements(shell, body.commands);
    if (isLeft(outcome)) return outcome;
    // In a first boot that succeeds, what may end it does.
    if (constant && shell.endings.some(({ flow }) => flow.kind === "break")) return success;
  }
  return constant ? never(shell) : notFollowed(shell, body);
}

/** `while true` and its like: no round ever answers otherwise. */
function isConstant({ source }: Shell, { pos, end }: CompoundList): boolean {
  return /^\s*(true|:|false|\[ 1 \]|\[\[ 1 \]\]|\(\( 1 \)\))\s*;?\s*$/.test(source.text.slice(pos, end));
}

function runFor(shell: Shell, { name, wordlist, body }: For): Outcome {
  const words = wordlist === undefined ? shell.scope.positional : expandWords(shell, wordlist);
  if (words.length > limits.iterations) return notFollowed(shell, body);
  let outcome: Outcome = success;
  for (const word of words) {
    shell.assign(name.value, word);
    outcome = runStatements(shell, body.commands);
    if (isLeft(outcome)) return outcome;
  }
  return outcome;
}

function notFollowed(shell: Shell, { pos, end }: CompoundList): Outcome {
  const text = shell.source.text.slice(pos, end);
  if (namesGuarded(text)) shell.guest.leaveUnread(text, shell.placeAt(pos));
  return unclear;
}

/** `[[ … ]]` */
function testExpression(shell: Shell, expression: TestExpression): Outcome {
  shell.budget.spend(1);
  switch (expression.type) {
    case "TestGroup":
      return testExpression(shell, expression.expression);
    case "TestNot": {
      const outcome = testExpression(shell, expression.operand);
      return expression.negations.length % 2 === 0 ? outcome : negation(outcome);
    }
    case "TestLogical": {
      const decides = expression.operator === "&&" ? 1 : 0;
      const outcomes = expression.operands.map((operand) => testExpression(shell, operand));
      const decided = outcomes.find(({ status }) => status !== undefined && Number(status !== 0) === decides);
      return decided ?? outcomes.find(({ status }) => status === undefined) ?? { status: 1 - decides };
    }
    case "TestUnary":
      return testOf(shell, [expression.operator, expandText(shell, expression.operand)]);
    case "TestBinary":
      return testBinary(shell, expression.operator, expression.left, expression.right);
  }
}

function testBinary(
  shell: Shell,
  operator: string,
  left: Parameters<typeof expandText>[1],
  right: Parameters<typeof expandPattern>[1],
): Outcome {
  const text = expandText(shell, left);
  if (!["=", "==", "!=", "=~"].includes(operator)) return testOf(shell, [text, operator, expandText(shell, right)]);
  if (operator === "=~") {
    const pattern = expandText(shell, right);
    const regex = Regex.of(pattern, "extended");
    if (regex?.find(text, shell.budget) !== undefined) return success;
    return regex !== undefined && isKnown(text + pattern) ? failure : unclear;
  }
  const pattern = expandPattern(shell, right);
  const answer = anyMatches(shell, text, [pattern]);
  return operator !== "!=" || answer.status === undefined ? answer : { status: 1 - answer.status };
}
