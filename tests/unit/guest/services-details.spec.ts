import assert from "node:assert/strict";
import { unitAtBoot } from "#crashdump/guest/units";
import type { GuestState } from "#crashdump/guest/state";
import type { Platform } from "azure-kdump-core";
import { alma, centos, debian } from "../platforms";
import { guestAfter, holds, unit, unread } from "./guests";

type Question = (state: GuestState) => unknown;

function answers(question: Question, expected: unknown, scripts: readonly string[], platform: Platform = debian): void {
  for (const script of scripts) {
    it(`${script}: ${String(expected)}`, () => assert.deepEqual(question(guestAfter(script, platform)), expected));
  }
}

const reboot: Question = ({ rebootRequested }) =>
  rebootRequested === undefined ? "none" : rebootRequested.later === true ? "later" : "now";
const stuck: Question = ({ stuck }) => stuck !== undefined;
const goesOn: Question = (state) => holds("/tmp/on")(state) === "on\n";
const on = "; echo on >/tmp/on";

describe("a reboot", () => {
  answers(reboot, "now", [
    "reboot",
    "systemctl reboot",
    "systemctl --force reboot",
    "systemctl isolate reboot.target",
    "systemctl start reboot.target",
    "systemctl start --no-block nginx reboot.target",
    "shutdown -r now",
    "shutdown -r 0",
    "shutdown -r +0",
    "shutdown -r +00 going down",
    "init 6",
    "telinit 6",
    "echo b >/proc/sysrq-trigger",
    "echo b >/proc/sysrq-trigger; shutdown -c",
  ]);
  answers(reboot, "later", [
    "shutdown -r",
    "shutdown -r +1",
    "shutdown -r 5",
    "shutdown -r 23:30",
    "shutdown -r +1440",
    "shutdown -r 1440",
  ]);
  answers(reboot, "none", [
    "shutdown -r +1441",
    "shutdown -r 10000",
    "shutdown -r +5; shutdown -c",
    "shutdown -c",
    "systemctl isolate rescue.target",
    "systemctl isolate multi-user.target reboot.target",
    "systemctl stop reboot.target",
    "systemctl enable reboot.target",
    "init 3",
    "init",
    "echo s >/proc/sysrq-trigger",
    "shutdown now",
  ]);
  answers(
    goesOn,
    true,
    ["shutdown -r +1", "shutdown -c", "init 3", "shutdown -r +1441"].map((script) => script + on),
  );
  answers(
    goesOn,
    false,
    [
      "reboot",
      "shutdown -r now",
      "shutdown now",
      "shutdown -h now",
      "init 6",
      "init 0",
      "poweroff",
      "halt",
      "systemctl poweroff",
      "systemctl halt",
    ].map((script) => script + on),
  );
  answers(stuck, true, [
    "shutdown -h now",
    "shutdown now",
    "shutdown -P +0",
    "shutdown",
    "shutdown -h +5",
    "poweroff",
    "halt",
    "init 0",
    "telinit 0",
    "systemctl poweroff",
    "systemctl halt",
  ]);
  answers(stuck, false, ["shutdown -r now", "shutdown -r +5", "shutdown -c", "init 1", "systemctl status halt"]);
});

describe("what nobody waits out", () => {
  answers(
    goesOn,
    false,
    [
      "sleep infinity",
      "sleep inf",
      "sleep Infinity",
      "sleep 1 infinity",
      "sleep 86401",
      "sleep 1441m",
      "sleep 25h",
      "sleep 2d",
      "sleep 2.5d",
      "sleep 90000.25",
      "tail -f /var/log/x",
      "tail -F /var/log/x",
      "tail -n 5 -f /var/log/x",
      "tail --follow /var/log/x",
      "tail --follow=name /var/log/x",
    ].map((script) => script + on),
  );
  answers(
    goesOn,
    true,
    [
      "sleep 1",
      "sleep 0.5",
      "sleep 86400",
      "sleep 1440m",
      "sleep 24h",
      "sleep 1d",
      "sleep 1.5h",
      "sleep 1 2 3",
      "sleep $(vendor-tool)",
      "tail -n 5 /var/log/x",
      "tail --lines=5 /var/log/x-f",
      "tail /var/log/x--follow",
    ].map((script) => script + on),
  );
});

describe("systemctl, service, chkconfig and update-rc.d", () => {
  answers(
    unit("kdump"),
    "enabled",
    [
      "systemctl enable kdump",
      "systemctl enable kdump.service nginx",
      "systemctl reenable kdump",
      "systemctl --now enable kdump",
      "systemctl --root / enable kdump",
      "systemctl mask kdump; systemctl enable kdump; systemctl unmask kdump",
      "systemctl is-enabled kdump || systemctl enable kdump",
      "systemctl is-enabled --quiet kdump || systemctl enable kdump",
      "chkconfig kdump on",
      "chkconfig kdump reset",
      "chkconfig --add kdump",
      "chkconfig --level 35 kdump on",
      "chkconfig --levels 2345 kdump on",
      "chkconfig kdump || chkconfig kdump on",
      "update-rc.d kdump defaults",
      "update-rc.d -f kdump enable",
    ],
    centos,
  );
  answers(
    unit("kdump"),
    "disabled",
    [
      "systemctl disable kdump",
      "systemctl disable --now kdump",
      "chkconfig kdump off",
      "chkconfig --del kdump",
      "chkconfig --level 35 kdump off",
      "update-rc.d kdump disable",
      "update-rc.d -f kdump remove",
    ],
    centos,
  );
  answers(
    unit("kdump"),
    undefined,
    [
      "systemctl enable --runtime kdump",
      "systemctl start kdump",
      "systemctl is-enabled kdump",
      "systemctl status kdump",
      "systemctl list-unit-files kdump",
      "systemctl enable kdump.timer",
      "chkconfig kdump",
      "service kdump start",
      "service kdump status",
    ],
    centos,
  );
  const started: Question = ({ units }) => units.get("kdump.service")?.started;
  answers(
    started,
    true,
    [
      "systemctl start kdump",
      "systemctl restart kdump",
      "systemctl reload-or-restart kdump",
      "systemctl enable --now kdump",
      "service kdump start",
      "service kdump restart",
    ],
    alma,
  );
  answers(
    started,
    false,
    [
      "systemctl stop kdump",
      "systemctl kill kdump",
      "systemctl disable --now kdump",
      "systemctl mask --now kdump",
      "service kdump stop",
    ],
    alma,
  );
  answers(
    started,
    undefined,
    [
      "systemctl enable kdump",
      "systemctl disable kdump",
      "systemctl try-restart kdump",
      "systemctl reload kdump",
      "systemctl unmask --now kdump",
      "service kdump status",
    ],
    alma,
  );
  answers(
    unread,
    ["the script"],
    ["service kdump frobnicate", "service kdump enable", "systemctl frobnicate kdump", "systemctl edit kdump"],
    alma,
  );
  answers(
    unread,
    [],
    [
      "systemctl daemon-reload",
      "systemctl status kdump",
      "systemctl show -p ActiveState kdump",
      "service kdump status",
      "systemctl reset-failed kdump",
    ],
    alma,
  );
});

describe("a unit and the links that start it", () => {
  const wants = "/etc/systemd/system/multi-user.target.wants";
  const link = (name: string) => `ln -s /usr/lib/systemd/system/${name}.service ${wants}/${name}.service`;
  for (const name of ["kdump", "nginx"]) {
    answers(
      unit(name),
      "disabled",
      [
        `rm ${wants}/${name}.service`,
        `rm /etc/systemd/system/sysinit.target.wants/${name}.service`,
        `rm /etc/systemd/system/basic.target.wants/${name}.service`,
        `rm -r ${wants}`,
        `rm -f ${wants}/*`,
        "rm -rf /etc/systemd/system",
        "rm -rf /etc/systemd",
        `${link(name)}; rm ${wants}/${name}.service`,
        `systemctl enable ${name}; rm ${wants}/${name}.service`,
        `${link(name)}; systemctl disable ${name}`,
        `rm ${wants}/${name}.service; systemctl restart ${name}`,
      ],
      alma,
    );
    answers(
      unit(name),
      "enabled",
      [
        link(name),
        `rm ${wants}/${name}.service; systemctl enable ${name}`,
        `rm ${wants}/${name}.service; ${link(name)}`,
        `systemctl disable ${name}; ${link(name)}`,
        `${link(name)}; systemctl restart ${name}`,
      ],
      alma,
    );
    answers(
      unit(name),
      "masked",
      [`systemctl mask ${name}; rm -f ${wants}/other.service`, `${link(name)}; systemctl mask ${name}`],
      alma,
    );
    answers(
      unit(name),
      undefined,
      [
        `rm -rf ${wants}/x.service /etc/systemd/network /opt/etc/systemd`,
        `echo a >${wants}/x.service`,
        `ln -s /dev/null /etc/systemd/system/${name}.service; systemctl unmask ${name}`,
      ],
      alma,
    );
  }
  answers(unit("a.path.b"), "enabled", ["systemctl enable a.path.b.service", "systemctl enable a.path.b"]);

  answers(unit("kdump"), "masked", [
    "ln -s /dev/null /etc/systemd/system/kdump.service; systemctl enable kdump",
    "ln -s /dev/null /etc/systemd/system/kdump.service; systemctl unmask nginx",
  ]);
  answers(holds("/etc/systemd/system/x.service"), "[Unit]\n", [
    "echo '[Unit]' >/etc/systemd/system/x.service; systemctl unmask x",
  ]);

  it("says where the link was made or removed", () => {
    const place = (script: string) => unitAtBoot(guestAfter(`true\n${script}`, alma), "kdump")?.place;
    assert.equal(place(link("kdump")), "the script, line 2");
    assert.equal(place(`rm ${wants}/kdump.service`), "the script, line 2");
    assert.equal(place("ln -s /dev/null /etc/systemd/system/kdump.service"), "the script, line 2");
  });
});

describe("the default target", () => {
  const target: Question = ({ files }) => files.linkAt("/etc/systemd/system/default.target");
  answers(target, "/usr/lib/systemd/system/rescue.target", [
    "systemctl set-default rescue.target",
    "systemctl set-default rescue",
  ]);
  answers(target, "/usr/lib/systemd/system/a.target.x.target", ["systemctl set-default a.target.x"]);
  answers(target, undefined, ["systemctl get-default", "systemctl set-default $(vendor-tool)"]);
});
