import assert from "node:assert/strict";
import path from "node:path";
import { harden, type Platform } from "azure-kdump-core";
import { alma, centos, centos6, debian, oldHyperV, titleOf } from "../platforms";
import { FakeRoot } from "./fake-root";

const grubCfg = "/boot/grub/grub.cfg";

/** A guest as its boot loader finds it, whose next command line is the last line of `file`. */
interface Loader {
  readonly platform: Platform;
  readonly file: string;
  readonly root: (cmdline?: string) => FakeRoot;
  /** Makes the boot loader fail as it would: the message the state then names. */
  readonly breakIt: (made: FakeRoot) => string;
}

const stockArguments = "root=/dev/sda1 ro crashkernel=384M-:128M panic=-1\n";

const loaders: readonly Loader[] = [
  {
    platform: debian,
    file: grubCfg,
    root: (cmdline = stockArguments) => {
      const made = new FakeRoot(cmdline);
      made.command(
        "update-grub",
        `GRUB_CMDLINE_LINUX="panic=-1 softlockup_panic=1"
GRUB_CMDLINE_LINUX_DEFAULT="quiet crashkernel=384M-:128M panic=0"
. "${made.path("/etc/default/grub.d/zz-azure-kdump.cfg")}"
mkdir -p "${path.dirname(made.path(grubCfg))}"
echo "linux $GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT" >"${made.path(grubCfg)}"`,
      );
      return made;
    },
    breakIt: (made) => {
      made.command("update-grub", "echo 'cannot find a device for /'; exit 1");
      return "update-grub: cannot find a device for /";
    },
  },
  {
    platform: alma,
    file: "/grubby.args",
    root: (cmdline = stockArguments) => {
      const made = new FakeRoot(cmdline);
      made.command(
        "grubby",
        `echo "$@" >>"${made.path("/grubby.log")}"
case $2 in --args=*) echo "quiet \${2#--args=}" >"${made.path("/grubby.args")}" ;; esac
case $1 in --info=DEFAULT) cat "${made.path("/grubby.args")}" ;; esac`,
      );
      return made;
    },
    breakIt: (made) => {
      made.command("grubby", "echo 'no boot entry'; exit 1");
      return "grubby: no boot entry";
    },
  },
  {
    platform: centos,
    file: "/boot/efi/EFI/centos/grub.cfg",
    root: (cmdline = stockArguments) => {
      const made = new FakeRoot(cmdline);
      made.write("/etc/default/grub", 'GRUB_CMDLINE_LINUX="panic=0 console=ttyS0 crashkernel=auto net.ifnames=0"\n');
      made.command("grub2-mkconfig", `mkdir -p "$(dirname "$2")"; cat "${made.path("/etc/default/grub")}" >"$2"`);
      return made;
    },
    breakIt: (made) => {
      made.command("grub2-mkconfig", "echo 'no such partition'; exit 1");
      return "grub2-mkconfig: no such partition";
    },
  },
  ...[centos6, oldHyperV].map(
    (platform): Loader => ({
      platform,
      file: "/boot/grub/grub.conf",
      root: (cmdline = stockArguments) => {
        const made = new FakeRoot(cmdline);
        made.write("/boot/grub/grub.conf", "title CentOS\n\tkernel /vmlinuz ro panic=0 quiet crashkernel=auto\n");
        return made;
      },
      breakIt: (made) => {
        made.obstruct("/boot/grub/grub.conf");
        return "cannot edit ";
      },
    }),
  ),
];

describe("the boothook", () => {
  let root: FakeRoot;
  afterEach(() => {
    root.remove();
  });

  for (const { platform, file, root: make, breakIt } of loaders) {
    const { reserve, crashkernel } = harden(platform);

    describe(`of ${titleOf(platform)}`, () => {
      it("sets the sysctls, replaces the reservation that was there, and reboots once", () => {
        root = make();
        root.run(reserve);
        assert.match(root.read("/etc/sysctl.d/60-azure-kdump.conf"), /kernel\.panic = 5/);
        assert.match(
          root.read(file),
          new RegExp(`^.*quiet.* crashkernel=${crashkernel} panic=5"?$|crashkernel=${crashkernel} panic=5"`, "m"),
        );
        assert.equal(root.read(file).split("crashkernel=").length, 2, "one crashkernel is left");
        assert.equal(root.read(file).split(/[ "]panic=/).length, 2, "one panic is left");
        assert.match(root.read("/var/lib/azure-kdump/reservation"), /^rebooting boot=boot-1/);
        assert.equal(root.reboots, 1);
      });

      it("says reserved in the next boot and does not reboot again", () => {
        root = make();
        root.run(reserve);
        root.write("/proc/cmdline", `root=/dev/sda1 crashkernel=${crashkernel} panic=5\n`);
        assert.deepEqual(root.run(reserve), { code: 0, stderr: "" });
        assert.ok(
          root
            .read("/var/lib/azure-kdump/reservation")
            .startsWith(`reserved boot=boot-1 crashkernel=${crashkernel} panic=5`),
        );
        assert.equal(root.reboots, 1);
      });

      it("never reboots twice when the boot loader ignores the change", () => {
        root = make();
        root.run(reserve);
        for (let boot = 0; boot < 3; boot++) assert.equal(root.run(reserve).code, 1);
        assert.match(root.read("/var/lib/azure-kdump/reservation"), /^failed/);
        assert.equal(root.reboots, 1);
      });

      it("does not reboot a VM whose image has the same arguments already", () => {
        root = make(`ro panic=0 crashkernel=384M-:100M crashkernel=${crashkernel} panic=5 quiet\n`);
        assert.equal(root.run(reserve).code, 0);
        assert.equal(root.reboots, 0);
        assert.match(root.read("/etc/sysctl.d/60-azure-kdump.conf"), /kernel\.panic/);
      });

      const systemd = platform.release !== "centos-6";
      const faults: readonly (readonly [string, (made: FakeRoot) => string])[] = [
        [
          "sysctl fails",
          (made) => {
            made.command("sysctl", "exit 1");
            return "sysctl -p ";
          },
        ],
        ["the boot loader cannot be changed", breakIt],
        ...(systemd
          ? [
              [
                "/boot is not mounted",
                (made: FakeRoot) => {
                  made.command("systemctl", '[ "$1" != start ]');
                  return "local-fs.target does not start";
                },
              ] as const,
            ]
          : []),
        [
          "the reboot is refused",
          (made) => {
            for (const name of ["systemctl", "shutdown"]) {
              made.command(name, '[ "$1" != reboot ] && [ "$1" != -r ]');
            }
            return systemd ? "systemctl reboot" : "shutdown -r now";
          },
        ],
        [
          "the reboot does not come",
          (made) => {
            for (const name of ["systemctl", "shutdown"]) made.command(name, "");
            return "the reboot did not come";
          },
        ],
      ];
      for (const [what, breakSomething] of faults) {
        it(`fails, says why, and never reboots, now or later, when ${what}`, () => {
          root = make();
          const reason = breakSomething(root);
          const { code, stderr } = root.run(reserve);
          assert.equal(code, 1);
          assert.ok(stderr.includes(`azure-kdump: ${reason}`), stderr);
          root.run(reserve);
          assert.match(root.read("/var/lib/azure-kdump/reservation"), /^failed/);
          assert.equal(root.reboots, 0);
        });
      }
    });
  }

  const { reserve, crashkernel } = harden(debian);
  const debianRoot = loaders[0]?.root ?? assert.fail();

  it("does not reboot when the boot loader's own output lacks the reservation", () => {
    root = debianRoot();
    root.command("update-grub", `mkdir -p "${path.dirname(root.path(grubCfg))}"; echo quiet >"${root.path(grubCfg)}"`);
    assert.equal(root.run(reserve).code, 1);
    assert.match(root.read("/var/lib/azure-kdump/reservation"), /^failed .*crashkernel=.* panic=5 is not in /);
    assert.equal(root.reboots, 0);
  });

  it("leaves an administrator's later change of the sysctls alone", () => {
    root = debianRoot(`ro crashkernel=${crashkernel} panic=5\n`);
    root.run(reserve);
    root.write("/etc/sysctl.d/60-azure-kdump.conf", "kernel.panic = 30\n");
    root.run(reserve);
    assert.equal(root.read("/etc/sysctl.d/60-azure-kdump.conf"), "kernel.panic = 30\n");
  });

  it("applies the sysctls at every boot on EL 6, whose own initscripts may not", () => {
    root = new FakeRoot("ro crashkernel=384M panic=5\n");
    for (let boot = 0; boot < 3; boot++) root.run(harden(centos6).reserve);
    assert.equal(root.read("/sysctl.log").trim().split("\n").length, 3);
  });

  it("edits CentOS 7's /etc/default/grub in place", () => {
    root = new FakeRoot("crashkernel=auto\n");
    const hardening = harden(centos);
    root.write(
      "/etc/default/grub",
      'GRUB_TIMEOUT=1\nGRUB_CMDLINE_LINUX="console=ttyS0 crashkernel=auto net.ifnames=0"\nGRUB_CMDLINE_LINUX_DEFAULT="quiet crashkernel=128M"\n',
    );
    root.command("grub2-mkconfig", `mkdir -p "$(dirname "$2")"; cat "${root.path("/etc/default/grub")}" >"$2"`);
    root.run(hardening.reserve);
    assert.equal(
      root.read("/etc/default/grub"),
      `GRUB_TIMEOUT=1\nGRUB_CMDLINE_LINUX="console=ttyS0 net.ifnames=0 crashkernel=${hardening.crashkernel} panic=5"\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\n`,
    );
  });

  it("edits every kernel of CentOS 6's grub.conf, and nothing else of it", () => {
    root = new FakeRoot("crashkernel=auto\n");
    root.write(
      "/boot/grub/grub.conf",
      "# kernel /vmlinuz crashkernel=auto\ndefault=0\ntitle A\n\troot (hd0,0)\n\tkernel /a ro crashkernel=auto quiet\n\tinitrd /a.img\ntitle B\n\tkernel /b ro\n",
    );
    root.run(harden(centos6).reserve);
    assert.equal(
      root.read("/boot/grub/grub.conf"),
      "# kernel /vmlinuz crashkernel=auto\ndefault=0\ntitle A\n\troot (hd0,0)\n\tkernel /a ro quiet crashkernel=384M panic=5\n\tinitrd /a.img\ntitle B\n\tkernel /b ro crashkernel=384M panic=5\n",
    );
  });

  it("removes the old value from EL 8 and later's boot entries before it adds its own", () => {
    root = loaders[1]?.root() ?? assert.fail();
    root.run(harden(alma).reserve);
    const calls = root.read("/grubby.log").split("\n");
    assert.equal(calls[0], "--update-kernel=ALL --remove-args=crashkernel panic");
    assert.equal(calls[1], `--update-kernel=ALL --args=crashkernel=${harden(alma).crashkernel} panic=5`);
  });
});
