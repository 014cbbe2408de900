import assert from "node:assert/strict";
import type { Platform } from "azure-kdump-core";
import { bootJobs } from "#crashdump/guest/boot-jobs";
import { alma, debian } from "../platforms";
import { guestAfter } from "./guests";

type Job = readonly [script: string, order: string | undefined];

const wanted = "[Install]\nWantedBy=multi-user.target\n";

/** Files that a script writes, and commands that follow. */
function jobsOf(files: Readonly<Record<string, string>>, commands: string, platform: Platform): readonly Job[] {
  const writes = Object.entries(files).map(([path, text]) => `cat >${path} <<'E'\n${text}\nE\n`);
  const jobs = bootJobs(guestAfter(writes.join("") + commands, platform));
  for (const job of jobs) assert.equal(job.place.startsWith("the script"), true);
  return jobs.map(({ script, order }) => [script.trim(), order]);
}

describe("a unit that runs at every boot", () => {
  const path = "/etc/systemd/system/x.service";
  const unit = (unitLines: string, command = "/bin/a 'b c'") =>
    `[Unit]\n${unitLines}\n[Service]\nExecStart=${command}\n${wanted}`;
  const enable = "systemctl enable x";
  const cases: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    commands: string,
    jobs: readonly Job[],
  ])[] = [
    ["is enabled", { [path]: unit("") }, enable, [["'/bin/a' 'b c'", undefined]]],
    ["has quotes", { [path]: unit("", '/bin/a "it\'s"') }, enable, [["'/bin/a' 'it'\\''s'", undefined]]],
    ["has two commands", { [path]: unit("", "/bin/a\nExecStart=/bin/b") }, enable, [["'/bin/a'\n'/bin/b'", undefined]]],
    ["is not enabled", { [path]: unit("") }, "", []],
    ["is disabled", { [path]: unit("") }, `${enable}; systemctl disable x`, []],
    ["is masked", { [path]: unit("") }, `${enable}; systemctl mask x`, []],
    [
      "is linked",
      { [path]: unit("") },
      "ln -s ../x.service /etc/systemd/system/multi-user.target.wants/x.service",
      [["'/bin/a' 'b c'", undefined]],
    ],
    [
      "is required",
      { [path]: unit("") },
      "ln -s ../x.service /etc/systemd/system/multi-user.target.requires/x.service",
      [["'/bin/a' 'b c'", undefined]],
    ],
    ["is wanted by nothing", { [path]: unit("").replace(wanted, "") }, enable, []],
    ["is wanted by what is not reached", { [path]: unit("").replace("multi-user", "rescue") }, enable, []],
    [
      "is wanted by what is reached too",
      { [path]: unit("").replace("multi-user.target", "rescue.target network.target") },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    ["comes after kdump", { [path]: unit("After=kdump-tools.service") }, enable, [["'/bin/a' 'b c'", "after kdump"]]],
    [
      "comes after multi-user.target",
      { [path]: unit("After=multi-user.target") },
      enable,
      [["'/bin/a' 'b c'", "after kdump"]],
    ],
    [
      "comes after another",
      { [path]: unit("After=x-multi-user.target network.target") },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    [
      "comes before kdump",
      { [path]: unit("Before=kdump-tools.service") },
      enable,
      [["'/bin/a' 'b c'", "before kdump"]],
    ],
    [
      "comes before multi-user.target",
      { [path]: unit("Before=multi-user.target") },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    ["is conditional", { [path]: unit("ConditionPathExists=/x") }, enable, []],
    [
      "has more in a drop-in",
      { [path]: unit(""), [`${path}.d/y.conf`]: "[Service]\nExecStart=\nExecStart=/bin/c" },
      enable,
      [["'/bin/c'", undefined]],
    ],
    [
      "has a drop-in that was put away",
      { [path]: unit(""), [`${path}.d/y.conf.bak`]: "[Service]\nExecStart=\nExecStart=/bin/c" },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    [
      "has something beside it",
      { [path]: unit(""), [`${path}.d/y.txt`]: "[Service]\nExecStart=\nExecStart=/bin/c" },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    [
      "is another's drop-in",
      { [path]: unit(""), "/etc/systemd/system/y.service.d/y.conf": "[Service]\nExecStart=\nExecStart=/bin/c" },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    ["is not known", { [path]: "" }, `vendor-tool >${path}; ${enable}`, []],
    [
      "is linked to a target that is not reached",
      { [path]: unit("").replace(wanted, "") },
      "ln -s ../x.service /etc/systemd/system/rescue.target.wants/x.service",
      [],
    ],
    [
      "is linked to a target that is reached, and is of one that is not",
      { [path]: unit("").replace("multi-user", "rescue") },
      "ln -s ../x.service /etc/systemd/system/basic.target.wants/x.service",
      [["'/bin/a' 'b c'", undefined]],
    ],
    [
      "is not what is linked",
      { [path]: unit("").replace(wanted, "") },
      `${enable}; ln -s ../y.service /etc/systemd/system/basic.target.wants/y.service`,
      [],
    ],
    ["has commands that systemd alone knows", { [path]: unit("", "/bin/a %i") }, enable, []],
    ["is gone", { [path]: unit("") }, `${enable}; rm ${path}`, []],
    [
      "comes after graphical.target-x",
      { [path]: unit("After=graphical.target-x.service") },
      enable,
      [["'/bin/a' 'b c'", undefined]],
    ],
    ["is a timer", { "/etc/systemd/system/x.timer": unit("") }, "systemctl enable x.timer", []],
  ];
  for (const [what, files, commands, jobs] of cases) {
    it(what, () => assert.deepEqual(jobsOf(files, commands, debian), jobs));
  }
});

it("a job is a service of systemd or none", () => {
  const script = [
    "cat >/etc/systemd/system/x.service <<'E'\n[Service]\nExecStart=/bin/a\n[Install]\nWantedBy=basic.target\nE",
    "systemctl enable x; echo '@reboot root /bin/b' >/etc/cron.d/b",
  ];
  assert.deepEqual(
    bootJobs(guestAfter(script, debian)).map(({ path, unit }) => [path, unit]),
    [
      ["/etc/cron.d/b", false],
      ["/etc/systemd/system/x.service", true],
    ],
  );
});

it("a job is none where only the guest knows what it runs, or where it is gone", () => {
  const scripts = [
    'echo "@reboot root $(vendor)" >/etc/cron.d/x',
    "echo '@reboot root /bin/a' >>/etc/crontab",
    "echo '@reboot root /bin/a' >/etc/cron.d/x; rm /etc/cron.d/x",
    "ln -s /opt/none /etc/cron.d/x",
  ];
  for (const script of scripts) assert.deepEqual(bootJobs(guestAfter(script, debian)), [], script);
});

describe("a line of cron that runs at every boot", () => {
  const job: readonly Job[] = [["echo a", undefined]];
  const cases: readonly (readonly [path: string, text: string, onDebian: readonly Job[], onAlma?: readonly Job[]])[] = [
    ["/etc/crontab", "@reboot root echo a", job],
    ["/etc/cron.d/x", "@reboot root echo a", job],
    ["/etc/cron.d/x_1-y", "  @reboot\troot\techo a  ", job],
    ["/etc/cron.d/x.y", "@reboot root echo a", [], job],
    ["/etc/cron.d/x", "# c\n\nPATH=/bin\nA = b\n@reboot root echo a", job],
    ["/etc/cron.d/x", "@reboot root echo a\n@reboot root echo b", [["echo a\necho b", undefined]]],
    ["/etc/cron.d/x", "@reboot root echo a\n5 * * * * root echo b", []],
    ["/etc/cron.d/x", "@reboot nobody echo a", []],
    ["/etc/cron.d/x", "@reboot root echo %a", []],
    ["/etc/cron.d/x", "x @reboot root echo a", []],
    ["/etc/cron.daily/x", "@reboot root echo a", []],
    ["/opt/etc/cron.d/x", "@reboot root echo a", []],
    ["/var/spool/cron/root", "@reboot echo a", [], job],
    ["/var/spool/cron/crontabs/root", "@reboot echo a", job, []],
    ["/opt/var/spool/cron/crontabs/root", "@reboot echo a", []],
    ["/var/spool/cron/crontabs/nobody", "@reboot echo a", []],
  ];
  for (const [path, text, onDebian, onAlma = onDebian] of cases) {
    it(`${path}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(jobsOf({ [path]: text }, "", debian), onDebian);
      assert.deepEqual(jobsOf({ [path]: text }, "", alma), onAlma);
    });
  }
});

describe("rc.local", () => {
  const text = "#!/bin/sh\necho a";
  const job: readonly Job[] = [[text, undefined]];
  const cases: readonly (readonly [
    what: string,
    path: string,
    text: string,
    commands: string,
    onDebian: readonly Job[],
    onAlma: readonly Job[],
  ])[] = [
    ["runs where it may", "/etc/rc.local", text, "chmod +x /etc/rc.local", job, job],
    ["runs where its mode says so", "/etc/rc.local", text, "chmod 755 /etc/rc.local", job, job],
    ["does not run where it may not", "/etc/rc.local", text, "", [], []],
    ["does not run where its mode says no", "/etc/rc.local", text, "chmod 644 /etc/rc.local", [], []],
    ["is on EL below rc.d", "/etc/rc.d/rc.local", text, "chmod +x /etc/rc.d/rc.local", [], job],
    [
      "is a shell's",
      "/etc/rc.local",
      "#!/bin/bash -e\necho a",
      "chmod +x /etc/rc.local",
      [["#!/bin/bash -e\necho a", undefined]],
      [["#!/bin/bash -e\necho a", undefined]],
    ],
    ["is not another's", "/etc/rc.local", "#!/usr/bin/python3\n# sh", "chmod +x /etc/rc.local", [], []],
    ["has its first line first", "/etc/rc.local", "echo a\n#!/bin/sh", "chmod +x /etc/rc.local", [], []],
  ];
  for (const [what, path, content, commands, onDebian, onAlma] of cases) {
    it(what, () => {
      assert.deepEqual(jobsOf({ [path]: content }, commands, debian), onDebian);
      assert.deepEqual(jobsOf({ [path]: content }, commands, alma), onAlma);
    });
  }
});

it("no more than twenty jobs of a boot are followed", () => {
  const files = Array.from({ length: 25 }, (_, index) => [`/etc/cron.d/x${index}`, "@reboot root echo a"] as const);
  assert.equal(jobsOf(Object.fromEntries(files), "", debian).length, 20);
});
