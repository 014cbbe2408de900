import assert from "node:assert/strict";
import { excludedDrivers } from "#crashdump/guest/excluded-drivers";
import { alma } from "../platforms";
import { drivers, guestAfter } from "./guests";

describe("drivers that are excluded", () => {
  const cases: readonly (readonly [script: string, drivers: readonly string[]])[] = [
    ["echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.conf", ["hv_storvsc"]],
    ["echo '  blacklist  hv-storvsc ' >/usr/lib/modprobe.d/x.conf", ["hv_storvsc"]],
    ["echo 'install hv_storvsc /bin/true' >/etc/modprobe.d/x.conf", ["hv_storvsc"]],
    ["echo 'install hv_storvsc /sbin/modprobe --ignore-install hv_storvsc' >/etc/modprobe.d/x.conf", []],
    ["echo 'alias hv_storvsc off' >/run/modprobe.d/x.conf", ["hv_storvsc"]],
    ["echo 'alias hv_storvsc offline' >/run/modprobe.d/x.conf", []],
    ["echo '# blacklist hv_storvsc' >/etc/modprobe.d/x.conf", []],
    ["echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.txt", []],
    ["echo 'omit_drivers+=\" hv_storvsc nvme \"' >/etc/dracut.conf.d/x.conf", ["hv_storvsc", "nvme"]],
    ["echo \"omit_drivers='hv_storvsc'\" >/etc/dracut.conf", ["hv_storvsc"]],
    ["echo omit_drivers=nvme >/usr/lib/dracut/dracut.conf.d/x.conf", ["nvme"]],
    ["echo 'omit_drivers+=\" hv_.* \"' >/etc/dracut.conf.d/x.conf", ["hv_vmbus", "hv_storvsc"]],
    ["echo 'omit_drivers+=\" ( \"' >/etc/dracut.conf.d/x.conf", []],
    ["echo 'blacklist hv_storvsc nvme' >/etc/kdump.conf", ["hv_storvsc", "nvme"]],
    ["echo 'dracut_args --omit-drivers \"nvme hv_storvsc\"' >/etc/kdump.conf", ["nvme", "hv_storvsc"]],
    ["echo 'dracut_args -o nvme' >/etc/kdump.conf", ["nvme"]],
    ["echo KDUMP_COMMANDLINE_APPEND=rd.driver.blacklist=a,hv-storvsc >/etc/sysconfig/kdump", ["a", "hv_storvsc"]],
    ["echo KDUMP_CMDLINE=module_blacklist=nvme >/etc/default/kdump-tools", ["nvme"]],
    ["echo GRUB_CMDLINE_LINUX=modprobe.blacklist=nvme >/etc/default/grub.d/x.cfg", ["nvme"]],
    ["echo GRUB_CMDLINE_LINUX=initcall_blacklist=nvme_init >/etc/default/grub.d/x.cfg", ["nvme"]],
    ["echo GRUB_CMDLINE_LINUX=initcall_blacklist=storvsc_drv_init,x >/etc/default/grub.d/x.cfg", ["hv_storvsc", "x"]],
    ["echo GRUB_CMDLINE_LINUX=xmodule_blacklist=nvme >/etc/default/grub.d/x.cfg", []],
    ["echo '#GRUB_CMDLINE_LINUX=module_blacklist=nvme' >/etc/default/grub.d/x.cfg", []],
    ["echo '  # GRUB_CMDLINE_LINUX=module_blacklist=nvme' >/etc/default/grub.d/x.cfg", []],
    ["echo 'GRUB_CMDLINE_LINUX=\"a=# module_blacklist=nvme\"' >/etc/default/grub.d/x.cfg", ["nvme"]],
    ["echo GRUB_CMDLINE_LINUX=module_blacklist=nvme >/etc/default/grub.d/x.cfg.bak", []],
    ["echo module_blacklist=nvme >/etc/default/nginx", []],
    ["echo 'omit_drivers+=\" hv_.*vsc , nvme \"' >/etc/dracut.conf.d/x.conf", ["hv_storvsc", "nvme"]],
    ["echo omit_drivers=nvme >/etc/dracut.conf.d/x.txt", []],
    ["echo 'blacklist nvme' >/usr/local/lib/modprobe.d/x.conf", ["nvme"]],
    ["echo 'blacklist nvme' >/lib/modprobe.d/x.conf", ["nvme"]],
    ["echo 'blacklist nvme' >/opt/x; ln -s /opt/x /etc/modprobe.d/x.conf", ["nvme"]],
    ["echo 'blacklist nvme' >/opt/x; ln -s /opt/x /etc/modprobe.d/x.conf; rm /opt/x", []],
    ["echo 'blacklist nvme' >/etc/modprobe.d/x.conf; rm /etc/modprobe.d/x.conf", []],
  ];
  for (const [script, expected] of cases) {
    it(script, () => assert.deepEqual(drivers(guestAfter(script)), expected));
  }

  it("are said where they stand", () => {
    const script =
      "true\necho 'blacklist nvme' >/etc/modprobe.d/x.conf\ngrubby --update-kernel=ALL --args=rdblacklist=x";
    assert.deepEqual(excludedDrivers(guestAfter(script, alma)), [
      { driver: "nvme", path: "/etc/modprobe.d/x.conf", place: "the script, line 2" },
      { driver: "x", path: "/proc/cmdline", place: "the script, line 3" },
    ]);
  });
});
