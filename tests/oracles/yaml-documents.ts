import fc from "fast-check";

/** What the parsers on npm get wrong, each in its own way. */
export const probes: readonly string[] = [
  "a: 0644",
  "a: 0o644",
  "a: 09",
  "a: 08",
  "a: 1e3",
  "a: 1.0e+3",
  "a: 1:30",
  "a: 1:30.5",
  "a: 0x1F",
  "a: 0b101",
  "a: 1_000",
  "a: +12",
  "a: .5",
  "a: .inf",
  "a: -.INF",
  "a: .nan",
  "a: y",
  "a: n",
  "a: tRUE",
  "a: [yes, No, ON, off]",
  "a: ~\nb:\nc: NULL\nd: nULL",
  "a: =",
  "=: a",
  "a: 1\na: 2",
  "a: 2001-12-14",
  "a: 2001-12-14t21:59:43.10-05:00",
  "a: 2001-02-30",
  "a: !!binary aGk=",
  "a: !!set {x, y}",
  "a: !!omap [x: 1, y: 2]",
  "a: !!str 5",
  "a: !foo 5",
  "a: &x [1]\nb: *x",
  "a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}",
  "a: &x {k: 1}\nb: {<<: [{k: 5}, *x]}",
  "a:\tb",
  "a: b\tc",
  "\ta: b",
  "{a: b,\tc: d}",
  "a: [b]#c",
  'a: "b"#c',
  "a: b#c #d",
  "a: 'it''s'",
  'a: "\\x41\\u0042\\/\\e"',
  "a: {u: http://x/}",
  "- a: b\n  c: d\n- e",
  "a:\n- b\n- c",
  "? a\n: b",
  "? [a]\n: b",
  "a: |\n  x\n   y\n\nb: >-\n  x\n  y\n",
  "a: |2\n    x\n",
  "1: a\ntrue: b\n1.0: c\n~: d",
  "a: b\n---\nc: d",
  "---\na: b\n...\n",
  "%YAML 1.1\n---\na: b",
  "&a [*a]",
  "a: &b\nc: *b",
  "a: *b",
  ": a",
  "a: ! 5",
  'a: ! "5"',
  "a: é\u2028b\u0085c",
  "a: 😀",
  "a: \u0007",
  "\ufeffa: b",
];

/** Documents put together from what is dangerous about YAML, most of them wrong. */
export function documents(): fc.Arbitrary<string> {
  const pieces = fc
    .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 14 })
    .map((found) => found.join(""));
  return fc.oneof(
    { weight: 2, arbitrary: pieces },
    { weight: 3, arbitrary: mutated(block(3)) },
    { weight: 2, arbitrary: block(3) },
  );
}

const fragments = [
  ...Array.from("abyn01-?:,[]{}#&*!|>'\"%@`=~.<+_ \t\n\r"),
  "- ",
  ": ",
  "? ",
  ", ",
  "\n",
  "\n  ",
  "\n- ",
  "a: ",
  "b: ",
  "  ",
  " #",
  "&x ",
  "*x",
  "<<: ",
  "!!str ",
  "!!int ",
  "!!set ",
  "!!pairs ",
  "!<tag:yaml.org,2002:int> ",
  "---\n",
  "...\n",
  "%TAG ! !!\n",
  "|\n ",
  ">\n ",
  "|-\n  ",
  "''",
  '"\\n"',
  "\\",
  "1:30",
  "0o7",
  "2001-01-01",
  "\u0085",
  "\u2028",
  "é",
  "😀",
] as const;

const words = [
  "a",
  "b c",
  "yes",
  "~",
  "0644",
  "1_0",
  "-1",
  "1.5",
  "12:30:45",
  "'q'",
  '"d\\t"',
  "x:y",
  "a#b",
  "a #b",
  "!!float 3",
  "=",
  "<<",
  "'multi\n   line'",
  "multi\n   line",
  '"a\\\n   b"',
] as const;

function block(depth: number): fc.Arbitrary<string> {
  return node(depth, "").map((text) => `${text.replace(/^\n/, "")}\n`);
}

/** A value after "key:" or "-", which begins on the same line or on the next. */
function node(depth: number, indent: string): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words).map((text) => ` ${text}`);
  if (depth === 0) return word;
  const deeper = `${indent}  `;
  const mapping = fc
    .array(fc.tuple(fc.constantFrom("a", "b", "c d", "1", "yes", "? k\n", "<<", "'q'"), node(depth - 1, deeper)), {
      minLength: 1,
      maxLength: 3,
    })
    .map((pairs) =>
      pairs.map(([key, value]) => `\n${indent}${key.startsWith("?") ? `? k\n${indent}:` : `${key}:`}${value}`).join(""),
    );
  const list = fc
    .array(node(depth - 1, deeper), { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item) => `\n${indent}-${item}`).join(""));
  const scalar = fc
    .tuple(
      fc.constantFrom("|", ">", "|-", ">+", "|2", ">1-"),
      fc.constantFrom("x\ny", "x\n\n y\nz", "\n x", " x\ny\n\n"),
    )
    .map(([header, text]) => ` ${header}\n${text.replace(/^(?=.)/gm, deeper)}`);
  const flow = fc
    .array(fc.constantFrom("a", "b: c", "{d: e}", "[f]", "? g : h", '"i": j', "&x k", "*x", ""), { maxLength: 3 })
    .chain((items) =>
      fc.constantFrom(` [${items.join(", ")}]`, ` {${items.join(",")}}`, ` [${items.join(`,\n${deeper}`)}]`),
    );
  const anchored = mapping.map((text) => ` &x${text}`);
  return fc.oneof(word, mapping, list, scalar, flow, anchored);
}

function mutated(whole: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(whole, fc.nat(), fc.constantFrom("", ...fragments), fc.boolean())
    .map(([text, at, piece, replaces]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + piece + text.slice(index + (replaces ? 1 : 0));
    });
}
