import assert from "node:assert/strict";
import { changedMode, writtenMode } from "#crashdump/guest/modes";
import { guestAfter, open } from "./guests";

/** [chmod's first word, mode before, mode after] */
const changes: readonly (readonly [string, number, number | undefined])[] = [
  ["700", 0o755, 0o700],
  ["0640", 0o755, 0o640],
  ["1777", 0o755, 0o1777],
  ["u=rwx,go=", 0o755, 0o700],
  ["go-rwx", 0o755, 0o700],
  ["o-r", 0o755, 0o751],
  ["+x", 0o644, 0o755],
  ["a+r", 0o700, 0o744],
  ["ug+w,o-rx", 0o755, 0o770],
  ["u+x-w", 0o644, 0o544],
  ["o=u", 0o700, undefined],
  ["", 0o700, undefined],
  ["rwx", 0o700, undefined],
];

/** [what, script, path, mode] */
const scripts: readonly (readonly [string, string, string, string | undefined])[] = [
  ["nothing", "true", "/d", undefined],
  ["chmod", "chmod 700 /d", "/d", "700"],
  ["chmod of two", "chmod go= /d /e", "/e", "700"],
  ["chmod of a file", "echo >/f; chmod o-r /f", "/f", "640"],
  ["chmod that begins with a dash", "chmod -x /d", "/d", "644"],
  ["chmod after chmod", "chmod 700 /d; chmod g+rx /d", "/d", "750"],
  ["chmod through a link", "ln -s /d /l; chmod 700 /l", "/d", "700"],
  ["chmod after another's mode", "chmod --reference=/e /d", "/d", open],
  ["chmod in a branch", "if grep -q x /etc/x; then chmod 700 /d; fi", "/d", open],
  ["chmod in both branches", "if grep -q x /etc/x; then chmod 700 /d; else chmod 700 /d; fi", "/d", "700"],
  ["install", "echo >/f; install -m 600 /f /g", "/g", "600"],
  ["install into a directory", "echo >/f; install -m 600 /f /etc", "/etc/f", "600"],
  ["install without a mode", "echo >/f; install /f /g", "/g", "755"],
  ["install of a directory", "install -d -m 700 /d", "/d", "700"],
  ["install of directories", "install --directory --mode=750 /c /d", "/d", "750"],
  ["install of a directory without a mode", "install -d /d", "/d", "755"],
  ["install of what is gone", "echo >/f; echo >/g; chmod 600 /g; rm /f; install -m 640 /f /g", "/g", "600"],
  ["a move", "echo >/f; chmod 600 /f; mv /f /g", "/g", "600"],
  ["a moved directory", "mkdir -m 700 /d; echo >/d/f; mv /d /e", "/e", "700"],
  ["a moved directory, where it was", "mkdir -m 700 /d; echo >/d/f; mv /d /e", "/d", undefined],
  ["what is in a moved directory", "echo >/d/f; chmod 600 /d/f; mv /d /e", "/e/f", "600"],
  ["what is beside a moved directory", "mkdir -m 700 /dd /x; echo >/d/f; mv /d/ /e", "/dd", "700"],
  ["what is above a moved directory", "mkdir -m 700 /d; echo >/d/e/f; mv /d/e /g", "/g", undefined],
  ["a removal", "chmod 700 /d; rm -rf /d", "/d", undefined],
  ["mkdir in a subshell's umask", "(umask 077; mkdir /d); mkdir /e", "/d", "700"],
  ["mkdir after a subshell's umask", "(umask 077; mkdir /d); mkdir /e", "/e", undefined],
  ["mkdir under a umask that is put back", "old=$(umask); umask 077; umask $old; umask 27; mkdir /d", "/d", "750"],
  ["mkdir under a umask in letters", "umask u=rwx,g=,o=; mkdir /d", "/d", open],
  ["mkdir after a look at the umask", "umask 077; umask -S; mkdir /d", "/d", "700"],
  ["mkdir under a umask that only the guest knows", "umask $(cat /etc/x); mkdir /d", "/d", open],
];

describe("modes", () => {
  for (const [change, before, after] of changes) {
    it(`chmod ${change || "of nothing"} makes ${after?.toString(8) ?? "nobody knows what"} of ${before.toString(8)}`, () => {
      assert.equal(changedMode(change, before), after);
    });
  }

  for (const [what, script, path, mode] of scripts) {
    it(`are followed through ${what}`, () => {
      const found = guestAfter(script).modeOf(path);
      assert.equal(found === undefined ? undefined : (found.value?.toString(8) ?? open), mode);
    });
  }

  it("of write_files are octal text, or what YAML has made of it", () => {
    const given = ["0600", "0o755", " 644 ", 0o750, "rw", null, 1.5, undefined];
    assert.deepEqual(
      given.map((permissions) => writtenMode(permissions).toString(8)),
      ["600", "755", "644", "750", "644", "644", "644", "644"],
    );
  });
});
