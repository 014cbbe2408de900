import { printsAs } from "./real-shell";

/** Lines of a text that each pattern is tried on. */
const text = [
  "",
  "a",
  "ab",
  "abab",
  "aXb",
  "a.b",
  "a*b",
  "a b",
  "a\\tb",
  "a+b",
  "a|b",
  "(a)",
  "{a}",
  "[a]",
  "a]b",
  "^a$",
  "a-b",
  "panic=5",
  "panic = 10",
  "crashkernel=512M quiet",
  "#a",
  "A",
  "aab",
  "b1",
  "_x",
  "a/b",
  "aa",
  "aaa",
  "ba ab",
];
const lines = text.map((line) => `'${line}'`).join(" ");

function matched(options: string, pattern: string): string {
  return `printf '%b\\n' ${lines} | grep ${options} -e '${pattern}'`;
}

describe("grep's basic regular expressions", () => {
  const patterns = [
    "a",
    "^a",
    "a$",
    "^a$",
    "^$",
    "a.b",
    "a\\.b",
    "a*b",
    "a\\*b",
    "*b",
    "^*b",
    "a\\+b",
    "a\\?b",
    "a+b",
    "a|b",
    "a\\|X",
    "\\(ab\\)*",
    "\\(ab\\)\\{2\\}",
    "a\\{2\\}",
    "a\\{2,\\}b",
    "a\\{1,2\\}b",
    "^a\\{3\\}$",
    "\\(a\\)\\1",
    "[ab]b",
    "[^a]b",
    "[a-c]b",
    "a[]]b",
    "[]a]b",
    "a[*.]b",
    "a[a-]b",
    "a[^]]b",
    "[[:digit:]]",
    "[[:upper:]]",
    "[[:lower:]][[:lower:]]",
    "[[:space:]]",
    "[[:blank:]]",
    "[[:punct:]]a",
    "[[:alpha:]][[:digit:]]",
    "^[[:alnum:]]*$",
    "a^b",
    "a$b",
    "\\^a\\$",
    "^\\^",
    "\\ba",
    "a\\b",
    "\\<ab",
    "ab\\>",
    "\\w\\w",
    "\\W",
    "a\\sb",
    "a\\Sb",
    "(a)",
    "{a}",
    "\\(^a\\)",
    "\\(a$\\)",
    "\\(a\\|b\\)\\(b\\|X\\)",
    "x*",
    "[.]",
    "a/b",
    "=[0-9][0-9]*M",
  ];
  printsAs(
    "sh",
    patterns.map((pattern) => matched("", pattern)),
  );
});

describe("grep's extended regular expressions", () => {
  const patterns = [
    "a+b",
    "a\\+b",
    "a?b",
    "^(ab)+$",
    "^(ab){2}$",
    "^(a|b)+$",
    "a|X",
    "^a|b$",
    "(a)(b)\\2?",
    "a{2}",
    "a{2,}b",
    "^a{1,2}$",
    "^a{0,1}$",
    "\\(a\\)",
    "\\{a\\}",
    "\\|",
    "[a|b]{2}",
    "(^a|b$)",
    "()a",
    "(a|ab)(b|abab)$",
    "^(a*)*b",
    "panic ?= ?[0-9]{1,2}$",
    "(crash|x)kernel=([^ ]*)",
    "a.?b$",
    "^.{3}$",
    "^[^ab]",
    "((a)b)+",
  ];
  printsAs(
    "sh",
    patterns.map((pattern) => matched("-E", pattern)),
  );
});

describe("grep's options", () => {
  const options = ["-c", "-v", "-o", "-i", "-x", "-w", "-F", "-Fx", "-iv", "-oi", "-vc", "-E -o", "-xv"];
  printsAs("sh", [
    ...options.flatMap((option) =>
      ["a", "a.b", "ab", "[a]", "A", "nowhere"].map((pattern) => matched(option, pattern)),
    ),
    "echo a | grep -q a && echo found; echo a | grep -q b || echo missing; echo a | grep --quiet a && echo found",
    "echo a | grep b; echo $?; echo a | grep a; echo $?; echo a | grep -c b; echo $?; echo a | grep -c a; echo $?",
    "echo a >/tmp/azure-kdump-a; grep a /tmp/azure-kdump-a; grep -c a /tmp/azure-kdump-a; rm /tmp/azure-kdump-a",
    "echo aXb | egrep 'a(x|X)b'; echo 'a*b' | fgrep 'a*b'; echo aab | egrep -c 'a+'; echo a.b | fgrep -c 'axb'",
    "printf '' | grep -c ''; printf '\\n' | grep -c ''; printf 'a\\n\\nb' | grep -c ''; printf 'a' | grep a",
  ]);
});

describe("patterns, as the shell matches them", () => {
  const words = ["a", "ab", "abc", "a.b", "a*b", "[a]", "a-b", "a]b", "A", "5", "", "a/b", "a b"];
  const patterns = [
    "a",
    "a*",
    "*b",
    "a?b",
    "a??",
    "[ab]",
    "[!a]*",
    "[a-c]b*",
    "*[[:digit:]]*",
    "[[:upper:]]",
    "a\\*b",
    '"a*b"',
    "a'*'b",
    "[[]a]",
    "a[]]b",
    "a[!a-z]b",
    "a[a-]b",
    "''",
    "a | A",
    "?",
    "[a",
    "*",
  ];
  printsAs(
    "sh",
    patterns.map((pattern) => {
      const list = words.map((word) => `'${word}'`).join(" ");
      return `for w in ${list}; do case "$w" in ${pattern}) echo "<$w>" ;; esac; done`;
    }),
  );
});

describe("the parts that a pattern matches", () => {
  printsAs("sh", [
    "echo 'a=1 b=22' | sed -E 's/([a-z])=([0-9]+)/\\2:\\1/g'",
    "echo abcabc | sed 's/\\(b\\)\\(c\\)/[\\2\\1&]/2'",
    "echo aaa | sed -E 's/a{2}/X/'; echo aaaa | sed -E 's/(a)(a)?/<\\1\\2>/g'",
    "echo foobar | sed -E 's/(foo|foobar)/X/'; echo ab | sed -E 's/(a|ab)(c|bcd)?/X/'",
    "echo 'x  y' | sed 's/ */_/'; echo 'x  y' | sed 's/ \\+/_/'; echo abc | sed 's/$/d/; s/^/_/'",
    "echo aXbX | sed 's/x/-/I'; echo aXbX | sed 's/x/-/Ig'; echo aXbX | sed 's/X/-/2'",
    "echo abab | sed -E 's/(ab)\\1/twice/; s/b*/-/'; echo hello | sed -E 's/(l+)o$/[\\1]/'",
    "echo 'one two' | sed -E 's/\\b(.)/<\\1/g'; echo 'one two' | sed -E 's/\\w+$/X/'; echo 'one two' | sed 's/\\</>/'",
    "echo a.b | sed 's/./X/g'; echo a.b | sed 's/\\./X/'",
    "echo 'k = v' | sed -E 's/^\\s*(\\S+)\\s*=\\s*/\\1=/'; echo x | sed 's/x/a\\nb/'; echo x | sed 's/x/\\t/'",
    "echo abc | sed 's/b/[&]/; s/c/\\&/'; echo a/b | sed 's|/|\\||'; echo a,b | sed 's,\\,,;,'",
  ]);
});
