import assert from "node:assert/strict";
import { firstBoots } from "#crashdump/guest/first-boots";
import type { GuestState } from "#crashdump/guest/state";
import { imageText } from "#crashdump/guest/text";
import type { Platform } from "azure-kdump-core";
import { readUserData } from "../cloud-init/core";
import { multipart, part } from "../cloud-init/messages";
import { alma, debian, encoded, ubuntu } from "../platforms";
import { holds, installed, open, panic, reboots, runtime, unread } from "./guests";

function after(userData: string, platform: Platform = debian) {
  return firstBoots(platform, readUserData(encoded(userData), "25.1"));
}

const config = (yaml: string) => `#cloud-config\n${yaml}\n`;
const script = (name: string, text: string, type = "text/x-shellscript") =>
  part(type, `#!/bin/sh\n${text}`, `Content-Disposition: attachment; filename="${name}"`);
const log = (word: string) => `echo ${word} >>/opt/log`;
/** Nobody knows what the image holds there; what is appended is known. */
const logged = (state: GuestState) =>
  (state.files.get("/opt/log")?.text ?? "").replaceAll(imageText, "").trim().split("\n").join(" ");
/** What the boot loader was given counts once the VM has booted again. */
const reserves = "echo 'GRUB_CMDLINE_LINUX=\"crashkernel=512M\"' >>/etc/default/grub; update-grub";
const rebooted = (state: GuestState) => state.files.get("/proc/cmdline")?.text?.includes("crashkernel=512M") === true;

type Case = readonly [what: string, userData: string, question: (state: GuestState) => unknown, answer: unknown];

describe("a guest's first boots", () => {
  const order = 'write_files:\n- {path: /opt/log, content: "file\\n"}\n';
  const cases: readonly Case[] = [
    ["nothing", config("a: 1"), (state) => holds("/opt/log")(state), undefined],
    [
      "bootcmd before runcmd",
      config(`runcmd: ['${log("run")}']\nbootcmd: ['${log("boot")}']`),
      logged,
      "boot run boot",
    ],
    ["write_files before runcmd", config(`${order}runcmd: ['${log("run")}']`), logged, "file run"],
    [
      "a deferred file after packages and before runcmd",
      config(
        `write_files: [{path: /etc/default/kdump-tools, content: mine, defer: true}]\npackages: [kdump-tools]\nruncmd: [cp /etc/default/kdump-tools /opt/log]`,
      ),
      logged,
      "mine",
    ],
    [
      "a file before packages",
      config(
        "write_files: [{path: /etc/default/kdump-tools, content: mine}]\npackages: [kdump-tools]\nruncmd: [cp /etc/default/kdump-tools /opt/log]",
      ),
      logged,
      "mine",
    ],
    [
      "boothooks first",
      multipart(
        part("text/cloud-config", `bootcmd: ['${log("boot")}']`),
        script("h", log("hook"), "text/cloud-boothook"),
      ),
      logged,
      "hook boot hook boot",
    ],
    [
      "scripts by name, runcmd among them",
      multipart(script("z", log("z")), script("a", log("a")), part("text/cloud-config", `runcmd: ['${log("run")}']`)),
      logged,
      "a run z",
    ],
    [
      "scripts of another frequency before them",
      multipart(
        script("z", log("z"), "text/x-shellscript-per-boot"),
        part("text/cloud-config", `runcmd: ['${log("run")}']`),
      ),
      logged,
      "z run z",
    ],
    [
      "runcmd after all that sort before",
      multipart(script("a", log("a")), script("b", log("b")), part("text/cloud-config", `runcmd: ['${log("run")}']`)),
      logged,
      "a b run",
    ],
    [
      "runcmd before all that sort after",
      multipart(script("s", log("s")), script("z", log("z")), part("text/cloud-config", `runcmd: ['${log("run")}']`)),
      logged,
      "run s z",
    ],
    [
      "runcmd in place of a script of its name",
      multipart(script("runcmd", log("script")), part("text/cloud-config", `runcmd: ['${log("run")}']`)),
      logged,
      "run",
    ],
    [
      "scripts of one name and two frequencies",
      multipart(script("x", log("boot"), "text/x-shellscript-per-boot"), script("x", log("x"))),
      logged,
      "boot x boot",
    ],
    [
      "a script of each boot that another has removed",
      multipart(
        script("x", log("boot"), "text/x-shellscript-per-boot"),
        script("y", "rm /var/lib/cloud/scripts/per-boot/x"),
      ),
      logged,
      "boot",
    ],
    [
      "a script that another has removed",
      multipart(script("a", `rm /var/lib/cloud/instance/scripts/b; ${log("a")}`), script("b", log("b"))),
      logged,
      "a",
    ],
    [
      "no script after one that never ends",
      multipart(script("a", "sleep infinity"), script("b", log("b"))),
      logged,
      "",
    ],
    ["no script after one that reboots", multipart(script("a", "reboot"), script("b", log("b"))), logged, ""],
    [
      "a script after one that reboots later",
      multipart(script("a", "shutdown -r +5"), script("b", log("b"))),
      logged,
      "b",
    ],
    [
      "a script that a reboot cuts off, left unread where it names something",
      multipart(script("a", "reboot"), script("b", "kdumpctl start"), script("c", "# kdumpctl start")),
      unread,
      ["part 2 of the customData, which the reboot by part 1 of the customData, line 2 cuts off,"],
    ],
    [
      "no bootcmd after a boothook that reboots",
      multipart(
        script("h", "[ -e /opt/x ] || { touch /opt/x; reboot; }", "text/cloud-boothook"),
        part("text/cloud-config", `bootcmd: ['${log("boot")}']`),
      ),
      logged,
      "boot boot",
    ],
    [
      "a reboot of bootcmd that hangs on a condition, taken to have come",
      config(
        `bootcmd: ${JSON.stringify([reserves, "if vendor; then reboot; fi"])}\nruncmd: ${JSON.stringify([`grep -q crashkernel=512M /proc/cmdline && ${log("run")}`])}`,
      ),
      logged,
      "run",
    ],
    [
      "no file after bootcmd that never ends",
      config("bootcmd: [sleep infinity]\nwrite_files: [{path: /opt/x, content: x}]"),
      holds("/opt/x"),
      undefined,
    ],
    ["packages", config("packages: [kdump-tools]"), installed("kdump-tools"), true],
    ["packages with versions", config("packages: [[kdump-tools, '1.8']]"), installed("kdump-tools"), true],
    [
      "packages of names that there are not",
      config("packages: ['a; b', 'kdump-tools']"),
      installed("kdump-tools"),
      true,
    ],
    ["packages that are no names", config("packages: [5, 'kdump-tools']"), installed("kdump-tools"), undefined],
    ["a package that stands for itself", config("packages: kdump-tools"), installed("kdump-tools"), true],
    ["a number of packages", config("packages: 5"), ({ packages }) => packages.size, 0],
    [
      "where packages come from",
      config("packages: [a]"),
      ({ packages }) => packages.get("a")?.place,
      "packages in the customData",
    ],
    [
      "packages by manager, which Debian 12 does not know",
      config("packages: [a, {apt: [b]}]"),
      installed("a"),
      undefined,
    ],
    ["commands of both boots", config(`bootcmd: ['${log("boot")}']\npower_state: {mode: reboot}`), logged, "boot boot"],
    ["a script once, over a reboot", config(`runcmd: ['${log("run")}']\npower_state: {mode: reboot}`), logged, "run"],
    [
      "a reboot of bootcmd, and what follows it",
      config(`bootcmd: ['[ -e /opt/x ] || { touch /opt/x; reboot; }']\nruncmd: ['${log("run")}']`),
      logged,
      "run",
    ],
    [
      "a running kernel's setting, lost at a reboot",
      config("runcmd: [sysctl -w kernel.panic=5]\npower_state: {mode: reboot}"),
      runtime("kernel.panic"),
      undefined,
    ],
    [
      "a running kernel's setting of each boot",
      config("bootcmd: [sysctl -w kernel.panic=5]\npower_state: {mode: reboot}"),
      runtime("kernel.panic"),
      "5",
    ],
    [
      "a sysctl file in memory, lost at a reboot",
      config("runcmd: [echo kernel.panic=5 >/run/sysctl.d/x.conf]"),
      panic,
      undefined,
    ],
    [
      "a link in memory, lost at a reboot",
      config("runcmd: [ln -s /opt/p /run/sysctl.d/x.conf, echo kernel.panic=5 >/opt/p]"),
      panic,
      undefined,
    ],
    [
      "a sysctl file in memory of each boot",
      config("bootcmd: [echo kernel.panic=5 >/run/sysctl.d/x.conf]"),
      panic,
      "5",
    ],
    [
      "files in memory, lost at a reboot, and others that are not",
      config(
        `bootcmd: ['for f in /run/x /var/run/x /opt/run/x /runs/x; do [ -e $f ] || { echo >$f; ${log("$f")}; }; done']`,
      ),
      logged,
      "/run/x /var/run/x /opt/run/x /runs/x /run/x /var/run/x",
    ],
    [
      "a unit that was stopped, and starts at the next boot",
      config("runcmd: [systemctl stop kdump-tools, systemctl enable kdump-tools]"),
      ({ units }) => [units.get("kdump-tools.service")?.started, units.get("kdump-tools.service")?.enabled],
      [undefined, true],
    ],
    [
      "a unit that each boot stops",
      config("bootcmd: [systemctl stop kdump-tools]"),
      ({ units }) => units.get("kdump-tools.service")?.started,
      false,
    ],
    ["no reboot asked for at the end", config("power_state: {mode: reboot}"), reboots, false],
    [
      "apt's configuration, which names kdump",
      config("apt: {conf: 'kdump-config unload'}"),
      unread,
      ["apt in the customData"],
    ],
    ["another key, which names nothing", config("hostname: web"), unread, []],
    ["a number beyond all", config("x: 123456789012345678901234567890"), unread, []],
    [
      "keys that are followed",
      config("packages: [kdump-tools]\nmounts: [[kdump, /var/crash]]\npower_state: {message: kdump}"),
      unread,
      [],
    ],
  ];
  for (const [what, userData, question, answer] of cases) {
    it(`have ${what}`, () => assert.deepEqual(question(after(userData).guest), answer));
  }

  it("have packages by the release's own manager", () => {
    assert.equal(installed("kexec-tools")(after(config("packages: [kexec-tools]"), alma).guest), true);
  });

  it("have packages by manager, where cloud-init and the release have it", () => {
    const packages = config("packages: [a, [b, '1'], {apt: [c, [d, '1']], snap: [e]}]");
    const names = (platform: Platform) =>
      ["a", "b", "c", "d", "e"].filter((name) => installed(name)(after(packages, platform).guest));
    assert.deepEqual(names(ubuntu), ["a", "b", "c", "d"]);
    assert.deepEqual(names(alma), ["a", "b"]);
    assert.deepEqual(names(debian), []);
  });

  it("run scripts where modules cannot read the cloud-config", () => {
    const { guest } = firstBoots(debian, {
      ...readUserData(encoded(`#!/bin/sh\n${log("a")}`), "25.1"),
      config: undefined,
    });
    assert.equal(logged(guest), "a");
  });

  const powerStates: readonly (readonly [yaml: string, reboots: boolean])[] = [
    ["{mode: reboot}", true],
    ["{mode: reboot, condition: true}", true],
    ["{mode: reboot, condition: 'true'}", true],
    ["{mode: reboot, condition: 'false'}", false],
    ["{mode: reboot, condition: [test, -n, a]}", true],
    ["{mode: reboot, condition: [test, -z, a]}", false],
    ["{mode: reboot, condition: false}", false],
    ["{mode: reboot, condition: 5}", false],
    ["{mode: reboot, delay: now}", true],
    ["{mode: reboot, delay: 5}", true],
    ["{mode: reboot, delay: 15}", true],
    ["{mode: reboot, delay: 1440}", true],
    ["{mode: reboot, delay: 1441}", false],
    ["{mode: reboot, delay: '+5'}", true],
    ["{mode: reboot, delay: '5'}", true],
    ["{mode: reboot, delay: 5000}", false],
    ["{mode: reboot, delay: '5x'}", false],
    ["{mode: reboot, delay: 'x5'}", false],
    ["{mode: reboot, delay: -5}", false],
    ["{mode: reboot, delay: [now]}", false],
    ["{mode: poweroff}", false],
    ["{mode: halt}", false],
    ["{mode: Reboot}", false],
    ["{}", false],
    ["~", false],
    ["reboot", false],
  ];
  for (const [yaml, expected] of powerStates) {
    it(`${expected ? "are two" : "are one"} with power_state: ${yaml}`, () => {
      const text = JSON.stringify([reserves]);
      assert.equal(rebooted(after(config(`runcmd: ${text}\npower_state: ${yaml}`)).guest), expected);
    });
  }

  it("are one with power_state where runcmd never ends", () => {
    const text = JSON.stringify([reserves, "sleep infinity"]);
    assert.equal(rebooted(after(config(`runcmd: ${text}\npower_state: {mode: reboot}`)).guest), false);
  });

  const uncertain: readonly (readonly [yaml: string, place: string | undefined])[] = [
    ["runcmd: ['if vendor; then reboot; fi']", "runcmd in the customData, line 2"],
    ["power_state: {mode: reboot, condition: vendor}", "power_state in the customData"],
    ["power_state: {mode: reboot}", undefined],
    ["runcmd: [ls]", undefined],
  ];
  for (const [yaml, place] of uncertain) {
    it(`${place === undefined ? "are certain" : "hang on the guest"} with ${yaml}`, () => {
      const { rebootUncertain } = after(config(yaml));
      if (place === undefined) assert.equal(rebootUncertain, undefined);
      else assert.ok(rebootUncertain?.startsWith(place), rebootUncertain);
    });
  }

  const stuck: readonly (readonly [what: string, userData: string, place: string | undefined])[] = [
    ["bootcmd never ends", config("bootcmd: [sleep infinity]"), "bootcmd in the customData"],
    [
      "bootcmd does not end at the first boot",
      config("bootcmd: ['[ -e /opt/x ] || { touch /opt/x; sleep infinity; }']"),
      "bootcmd in the customData",
    ],
    [
      "a script of each boot never ends",
      multipart(script("x", "sleep infinity", "text/x-shellscript-per-boot")),
      "part 1 of the customData",
    ],
    ["runcmd never ends", config("runcmd: [sleep infinity]"), undefined],
  ];
  for (const [what, userData, place] of stuck) {
    it(`${place === undefined ? "get on" : "are stuck"} where ${what}`, () => {
      const found = after(userData).stuck;
      if (place === undefined) assert.equal(found, undefined);
      else assert.ok(found?.startsWith(place), found);
    });
  }

  const rebootsFor = (files: string) => `for f in ${files}; do [ -e $f ] || { touch $f; reboot; }; done`;
  const rebooting: readonly (readonly [what: string, userData: string, place: string | undefined])[] = [
    ["bootcmd reboots at each boot", config("bootcmd: [reboot]"), "bootcmd in the customData"],
    [
      "a boothook reboots at each boot",
      multipart(script("h", "reboot", "text/cloud-boothook")),
      "part 1 of the customData",
    ],
    ["bootcmd reboots once", config("bootcmd: ['[ -e /opt/x ] || { touch /opt/x; reboot; }']"), undefined],
    ["bootcmd reboots twice", config(`bootcmd: ['${rebootsFor("/opt/x /opt/y")}']`), undefined],
    [
      "bootcmd reboots more often than anybody means to",
      config(`bootcmd: ['${rebootsFor("/opt/x /opt/y /opt/z")}']`),
      "bootcmd in the customData",
    ],
    [
      "a script of each boot reboots",
      multipart(script("x", "reboot", "text/x-shellscript-per-boot")),
      "part 1 of the customData",
    ],
    [
      "a script of each boot reboots where the guest says so",
      multipart(script("x", "if vendor; then reboot; fi", "text/x-shellscript-per-boot")),
      undefined,
    ],
    ["bootcmd reboots where the guest says so", config("bootcmd: ['if vendor; then reboot; fi']"), undefined],
    ["runcmd reboots", config("runcmd: [reboot]"), undefined],
    ["nothing reboots", config("bootcmd: [ls]"), undefined],
  ];
  for (const [what, userData, place] of rebooting) {
    it(`${place === undefined ? "come to an end" : "never end"} where ${what}`, () => {
      const { rebootsForEver } = after(userData);
      if (place === undefined) assert.equal(rebootsForEver, undefined);
      else assert.ok(rebootsForEver?.includes(place), rebootsForEver);
    });
  }

  it("of an early cloud-init do not defer", () => {
    const files = config(
      `write_files:\n- {path: /etc/sysctl.d/x.conf, content: kernel.panic=5, defer: true}\n- {path: /etc/sysctl.d/x.conf, content: kernel.panic=0}`,
    );
    assert.equal(panic(after(files).guest), "5");
    assert.equal(panic(after(files, { ...debian, release: "debian-11" }).guest), "0");
  });

  it("with what nobody can read of it leave that open", () => {
    const hidden = after(config("write_files: [{path: /etc/sysctl.d/x.conf, content: x, source: {uri: 'http://x'}}]"));
    assert.deepEqual(unread(hidden.guest), ["write_files in the customData"]);
    assert.equal(holds("/opt/x")(after(config("runcmd: ['vendor >/opt/x']")).guest), open);
  });
});
