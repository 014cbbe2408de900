import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { guestAfter, holds, open } from "./guests";
import { printsAs } from "./real-shell";

const text = `GRUB_TIMEOUT=1
GRUB_CMDLINE_LINUX="console=ttyS0 crashkernel=auto net.ifnames=0"

# USE_KDUMP=0
path /var/crash
`;

/** Arguments of sed, as they stand in a script. */
const scripts = [
  "'s/crashkernel=[^ ]*/crashkernel=512M/'",
  "'s/ *crashkernel=[^ \"]*//g'",
  `'s/^GRUB_CMDLINE_LINUX="/&quiet /'`,
  `-E 's/^(GRUB_CMDLINE_LINUX=")(.*)"/\\1\\2 panic=5"/'`,
  `'s/^\\(GRUB_CMDLINE_LINUX=".*\\)"/\\1 panic=5"/'`,
  "'s/^#[[:space:]]*\\(USE_KDUMP\\)=.*/\\1=1/'",
  "-r 's/^# ?(USE_KDUMP)=[0-9]+$/\\1=1/'",
  "'s#/var/crash#/srv/dumps#'",
  "'s,/,|,g'",
  "'s/a/A/2'",
  "'s/[aeiou]/<&>/g'",
  "'s/x*/-/g'",
  "'s/GRUB\\|USE/X/'",
  "-E 's/(GRUB|USE)_/X/'",
  "'s/PATH/x/I'",
  "'s/.*/\\&/'",
  "'/^$/d'",
  "'/^#/d;/^$/d'",
  "-e '/GRUB/d' -e 's/path/p/'",
  "'2,3d'",
  "'/GRUB_CMD/,$d'",
  "'$d'",
  "'1!d'",
  "'/^path/i before'",
  "'/^path/a after'",
  "'/^path/c instead'",
  "'$a last line'",
  "'1i\\\nfirst line'",
  "-n '/crash/p'",
  "-n 's/.*crashkernel=\\([^ ]*\\).*/\\1/p'",
  "-n '2p'",
  "'/GRUB/!s/^/# /'",
  "'/GRUB/s/$/ # edited/'",
  "-E 's/\\bcrash\\b/X/; s/\\s+$//'",
  "-E 's/n{1,2}/N/g'",
  "'s/o\\{2,\\}/0/g'",
  "'s/[^/]*$/X/'",
  "'s/[]=[]/_/g'",
  "'s/\\./\\n/'",
  "'s/\\(.\\)\\1/<\\1>/g'",
  "'2!d'",
  "'1,3!d'",
  "'/USE/,/path/d'",
  "'2,/GRUB/d'",
  "'1,/GRUB/d'",
  "'/USE/,2d'",
  "'0,/GRUB/d'",
  "-n '3,2p'",
  "-n '$p'",
  "-n '/GRUB/,/USE/p'",
  "-n -e 1p -e '2p'",
  "--quiet 1p",
  "--silent 1p",
  "-n '/PATH/Ip'",
  "'4,$s/^/# /'",
  "'s/a/X/2g'",
  "'s/a/X/3'",
  "'s/a/X/gI'",
  "'\\,/var,d'",
  "'\\|GRUB|,\\|USE|d'",
  "'s/p\\(a\\)\\(t\\)h/\\2\\1/'",
  "'s/=/[&]/2'",
  "'s/GRUB/x\\ty/'",
  "'s|/|\\||g'",
  "'s/h \\/v/x/'",
  "'s/[[:upper:]]\\+/<&>/'",
  "'s/[^[:alnum:]]/_/g'",
  "'s/[/=]/_/g'",
  "'s/^.//;s/.$//'",
  "'1d;3d'",
  "'1d\n3d'",
  "'1d # the first'",
  "'1 ! d'",
  "'2 , 3 d'",
  "'1a\\  indented'",
  "'1a one\\\ntwo'",
  "'1i\\\ttab'",
  "'1c\\\nwhole'",
  "'2,3c both'",
  "'2!c both'",
  "'1a\\\n  indented'",
  "'1a   not indented'",
  "'$i last'",
  "-n 's/crash/X/gp'",
  "-n 's/crash/X/2p'",
  "--regexp-extended 's/(a|e)+/_/g'",
  "-E 's/(.)(.)/\\2\\1/g'",
  "-E 's/a|e|i/_/2'",
  "'s/\\<[a-z]/_/g'",
  "'s/\\w\\+$/_/'",
  "'s/\\W/_/g'",
  "'s/\\S\\+ \\?//'",
];

describe("sed, as GNU sed does it", () => {
  for (const script of scripts) {
    it(`sed ${script.replaceAll("\n", "\\n")}`, () => {
      const real = spawnSync("sh", ["-c", `sed ${script}`], { input: text, encoding: "utf8" });
      assert.equal(real.stderr, "");
      const ours = holds("/tmp/out")(guestAfter(`cat >/tmp/in <<'E'\n${text}E\nsed ${script} /tmp/in >/tmp/out`));
      assert.equal(ours, real.stdout);
    });
  }

  for (const script of [
    "'y/abc/xyz/'",
    "'N;P;D'",
    "'s/a/b/e'",
    "'s/a/b/w /tmp/x'",
    "'{p}'",
    "'r /etc/passwd'",
    "'s//x/'",
    "'s/\\B./x/'",
    "'s/a/\\U&/'",
    "'s/.*/\\L&\\E/'",
    "'s/a/\\x41/'",
    "'s/a/\\\\\\u/'",
  ]) {
    it(`sed ${script} is not understood, and not guessed`, () => {
      assert.equal(holds("/tmp/out")(guestAfter(`echo abc | sed ${script} >/tmp/out`)), open);
    });
  }
});

describe("sed's empty matches, ranges and last lines, as GNU sed has them", () => {
  printsAs("sh", [
    "echo abc | sed 's/b*/x/g'; echo baaac | sed 's/a*/x/g'; echo baaac | sed 's/a*/x/2'; echo abab | sed 's/b*/x/3'",
    "echo abc | sed 's/b*$/x/g'; echo 'a  b' | sed 's/ */-/g'; echo aa | sed 's/a*/x/g'; echo | sed 's/a*/x/g'",
    "printf 'a\\nb' | sed 's/b/c/'; echo; printf 'a\\nb' | sed '$d'; printf 'a\\nb' | sed -n 1p; printf 'a' | sed p; echo",
    "printf 'a' | sed '$a b'; printf 'a' | sed '1i b'; echo; printf 'a\\nb' | sed '1a x'; echo; printf 'a\\nb' | sed -n '$p'",
    "printf 'a\\nb\\nc\\n' | sed '2,9c X'; printf 'a\\nb\\nc\\n' | sed '2,1c X'; printf 'a\\nb\\nc\\n' | sed '1,2c X'",
    "printf 'x1\\nx2\\nx1\\n' | sed '/x1/,/x1/d'; printf 'a\\nb\\na\\nc\\n' | sed '/a/,/b/s/^/#/'; printf 'a\\nb\\nc\\n' | sed '2,2d'",
    "echo a | sed 's/a/\\\\\\\\u/'; echo a/b | sed 's/\\//\\\\/'",
  ]);
});
