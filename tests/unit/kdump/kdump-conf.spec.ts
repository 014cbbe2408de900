import assert from "node:assert/strict";
import {
  harden,
  type KdumpConfDialect,
  type KdumpConfError,
  parseKdumpConf,
  releases,
  renderKdumpConf,
} from "azure-kdump-core";
import fc from "fast-check";
import { oldHyperV, platforms, titleOf } from "../platforms";
import { runs } from "../runs";

const dialects = ["el6", "el7", "el8", "el9", "el10"] as const;
type Kind = KdumpConfError["kind"];

/** The vendors' verdicts: what each generation's own check says, in the order of `dialects`; a dot accepts. */
type Verdicts = readonly [el6: Kind | ".", el7: Kind | ".", el8: Kind | ".", el9: Kind | ".", el10: Kind | "."];

const since7: Verdicts = ["unknown", ".", ".", ".", "."];
const everywhere: Verdicts = [".", ".", ".", ".", "."];
const deprecated: Verdicts = [".", "deprecated", "deprecated", "deprecated", "deprecated"];
const nowhere: Verdicts = ["unknown", "unknown", "unknown", "unknown", "unknown"];

const verdicts: readonly (readonly [text: string, Verdicts])[] = [
  ["path /var/crash", everywhere],
  ["core_collector makedumpfile -l --message-level 7 -d 31", everywhere],
  ["kdump_pre /bin/true", everywhere],
  ["kdump_post /bin/true", everywhere],
  ["extra_bins /bin/grep", everywhere],
  ["extra_modules nvme", everywhere],
  ["sshkey /root/.ssh/id", everywhere],
  ["force_rebuild 1", everywhere],
  ["fence_kdump_nodes a b", everywhere],
  ["fence_kdump_args -p 7410", everywhere],
  ["ext4 UUID=1", everywhere],
  ["xfs UUID=1", everywhere],
  ["nfs server:/export", everywhere],
  ["ssh user@server", everywhere],
  ["raw /dev/sdb", everywhere],
  ["nfs4 server:/export", [".", "unknown", "unknown", "unknown", "unknown"]],
  ["minix /dev/sdb", since7],
  ["virtiofs tag", ["unknown", "unknown", "unknown", ".", "."]],
  ["dracut_args --omit-drivers x", since7],
  ["force_no_rebuild 1", since7],
  ["default reboot", everywhere],
  ["failure_action reboot", ["unknown", "unknown", ".", ".", "."]],
  ["final_action reboot", ["unknown", "unknown", ".", ".", "."]],
  ["auto_reset_crashkernel no", ["unknown", "unknown", "unknown", ".", "."]],
  ["kdump_emergency reboot", ["unknown", "unknown", "unknown", "unknown", "."]],
  ["blacklist hv_vmbus", deprecated],
  ["options ata_piix prefer_ms_hyperv=0", deprecated],
  ["disk_timeout 100", deprecated],
  ["link_delay 10", deprecated],
  ["debug_mem_level 0", deprecated],
  ["net server:/export", deprecated],
  ["override_resettable 1", nowhere],
  ["Path /var/crash", nowhere],
  ["PATH /var/crash", nowhere],
  ["constructor x", nowhere],
  ["__proto__ x", nowhere],
  [" path /var/crash", [".", "leading-blank", ".", ".", "."]],
  ["\tpath /var/crash", [".", "leading-blank", ".", ".", "."]],
  ["  # path", everywhere],
  ["path /a\npath /b", [".", ".", "duplicate", "duplicate", "duplicate"]],
  ["dracut_args --a\ndracut_args --b", ["unknown", ".", "duplicate", "duplicate", "duplicate"]],
  ["ext4 /dev/sda1\nnfs s:/e", [".", "two-targets", "two-targets", "two-targets", "two-targets"]],
  ["ext4 /dev/sda1\next4 /dev/sdb1", [".", "two-targets", "two-targets", "two-targets", "two-targets"]],
  ["default reboot\ndefault reboot", [".", "duplicate", "duplicate", "duplicate", "duplicate"]],
  ["dracut_args --mount a\next4 /dev/sda1", ["unknown", "two-targets", "two-targets", "two-targets", "two-targets"]],
  ['dracut_args --mount "a" --mount "b"', ["unknown", "two-targets", "two-targets", "two-targets", "two-targets"]],
  ["dracut_args --mount a\ndracut_args --omit-drivers b", since7],
  ["path", [".", "no-value", "no-value", "no-value", "no-value"]],
  ["path   # nothing", [".", "no-value", "no-value", "no-value", "no-value"]],
  ["default reboot\nfailure_action reboot", ["unknown", "unknown", "two-actions", "two-actions", "two-actions"]],
  ["default dance", [".", "value", "value", "value", "value"]],
  ["failure_action dance", ["unknown", "unknown", "value", "value", "value"]],
  ["final_action shell", ["unknown", "unknown", "value", "value", "value"]],
  ["blacklist kernel/drivers/x.ko", ["value", "deprecated", "deprecated", "deprecated", "deprecated"]],
  ["path /var/crash # where dumps go", everywhere],
  ["", everywhere],
];

describe("parseKdumpConf", () => {
  for (const [text, expected] of verdicts) {
    for (const [index, dialect] of dialects.entries()) {
      const verdict = expected[index];
      it(`${verdict === "." ? "accepts" : `says ${String(verdict)} of`} ${JSON.stringify(text)} on ${dialect}`, () => {
        const kinds = new Set(parseKdumpConf(text, dialect).errors.map(({ kind }) => kind));
        assert.deepEqual([...kinds], verdict === "." ? [] : [verdict]);
      });
    }
  }

  const theArticle = `path /var/crash
core_collector makedumpfile -c --message-level 1 -d 31
extra_modules ata_piix sr_mod sd_mod
blacklist hv_vmbus hv_storvsc hv_utils hv_netvsc hid_hyperv
options ata_piix prefer_ms_hyperv=0
disk_timeout 100
`;

  it("accepts the file of KB2858695 on EL 6, where it is from", () => {
    assert.deepEqual(parseKdumpConf(theArticle, "el6").errors, []);
  });

  for (const dialect of dialects.slice(1)) {
    it(`names each of the KB's lines that ${dialect} refuses, and what replaces it`, () => {
      const { errors } = parseKdumpConf(theArticle, dialect);
      assert.deepEqual(
        errors.map(({ line, name }) => [line, name]),
        [
          [4, "blacklist"],
          [5, "options"],
          [6, "disk_timeout"],
        ],
      );
      for (const error of errors) {
        assert.equal(error.dialect, dialect);
        assert.match(error.message, new RegExp(`^EL ${dialect.slice(2)} refuses \`${error.name}\``));
        assert.ok(error.remedy.length > 0);
      }
      assert.match(errors[0]?.remedy ?? "", /rd\.driver\.blacklist= .*KDUMP_COMMANDLINE_APPEND/);
      assert.match(errors[1]?.remedy ?? "", /module\.parameter=value/);
      assert.match(errors[2]?.remedy ?? "", /dracut waits/);
    });
  }

  const remedies: readonly (readonly [string, KdumpConfDialect, RegExp])[] = [
    ["failure_action reboot", "el7", /write default/],
    ["Path /x", "el9", /write path: names are case-sensitive/],
    ["Failure_Action reboot", "el7", /correct its name/],
    ["auto_reset_crashkernel no", "el8", /remove it/],
    ["final_action reboot", "el7", /reboots after a dump anyway/],
    ["net s:/e", "el8", /write ssh or nfs/],
    ["failure_action dance", "el8", /choose reboot, halt/],
  ];
  for (const [text, dialect, remedy] of remedies) {
    it(`says what to write in place of "${text}" on ${dialect}`, () => {
      assert.match(parseKdumpConf(text, dialect).errors[0]?.remedy ?? "", remedy);
    });
  }

  it("warns of default on EL 10 alone", () => {
    for (const dialect of dialects) {
      const { errors, warnings } = parseKdumpConf("path /x\ndefault reboot\n", dialect);
      assert.deepEqual(errors, []);
      assert.deepEqual(
        warnings.map(({ line, name }) => [line, name]),
        dialect === "el10" ? [[2, "default"]] : [],
      );
    }
  });

  it("gives directives in file order, without comments and blanks at either end", () => {
    assert.deepEqual(parseKdumpConf("# a\n\npath  /x  # b\n  default\treboot\r\n", "el9").directives, [
      { name: "path", value: "/x", line: 3 },
      { name: "default", value: "reboot", line: 4 },
    ]);
  });

  for (const platform of platforms) {
    const { dialect } = releases[platform.release];
    if (dialect === "kdump-tools") continue;
    it(`finds nothing wrong with what harden writes for ${titleOf(platform)}`, () => {
      const { files } = harden(platform);
      const text = files.find(({ path }) => path === "/etc/kdump.conf")?.content ?? "";
      const { errors, warnings, directives } = parseKdumpConf(text, dialect);
      assert.deepEqual([...errors, ...warnings], []);
      assert.equal(renderKdumpConf(directives), text);
    });
  }

  it("is the article's file, to the byte, that harden writes for its host", () => {
    assert.equal(harden(oldHyperV).files.find(({ path }) => path === "/etc/kdump.conf")?.content, theArticle);
  });

  it("gives back what renderKdumpConf wrote", () => {
    const word = fc.stringMatching(/^[^\s#]{1,12}$/);
    const directive = fc.record({ name: word, value: fc.array(word, { minLength: 1, maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(directive), fc.constantFrom(...dialects), (list, dialect) => {
        const directives = list.map(({ name, value }) => ({ name, value: value.join(" ") }));
        assert.deepEqual(
          parseKdumpConf(renderKdumpConf(directives), dialect).directives,
          directives.map((item, index) => ({ ...item, line: index + 1 })),
        );
      }),
      { seed: 21, numRuns: runs(500) },
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...dialects), (text, dialect) => {
        assert.ok(Array.isArray(parseKdumpConf(text, dialect).errors));
      }),
      { seed: 22, numRuns: runs(500) },
    );
  });
});
