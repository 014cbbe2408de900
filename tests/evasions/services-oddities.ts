import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import { debian12, debianFirst, debianThen, el8, el9, elThen, type Oddity, ubuntu22, ubuntu24 } from "./evasion";
import { dropIn, installs } from "./services";

export const oddities: readonly Oddity[] = [
  ["a mask until the reboot", el9, elThen("systemctl mask --runtime kdump", "systemctl stop kdump")],
  ["a mask in /run", debian12, debianThen("ln -s /dev/null /run/systemd/system/kdump-tools.service")],
  ["disabled, and enabled again", el9, elThen("systemctl disable kdump", "systemctl enable kdump")],
  ["masked, and unmasked", el8, elThen("systemctl mask kdump", "systemctl unmask kdump")],
  ["a stop", debian12, debianThen("systemctl stop kdump-tools")],
  [
    "the link that enables it, made by hand",
    el9,
    elByHand([
      "systemctl enable kdump",
      "ln -sf /usr/lib/systemd/system/kdump.service /etc/systemd/system/multi-user.target.wants/kdump.service",
    ]),
  ],
  [
    "a drop-in that orders",
    el9,
    elThen(
      dropIn(
        "kdump.service",
        "[Unit]",
        "After=remote-fs.target",
        "Wants=remote-fs.target",
        "[Service]",
        "TimeoutStartSec=300",
      ),
    ),
  ],
  [
    "a drop-in for another unit",
    debian12,
    debianThen(
      dropIn(
        "nginx.service",
        "[Unit]",
        "ConditionPathExists=/nonexistent",
        "[Service]",
        "ExecStart=",
        "ExecStart=/bin/true",
      ),
    ),
  ],
  ["multi-user.target by default", el9, elThen("systemctl set-default multi-user.target")],
  ["linux-crashdump", ubuntu24, debianByHand(["kdump-tools makedumpfile", "linux-crashdump"])],
  [
    "apt with --yes",
    debian12,
    debianByHand([installs, "apt-get update; DEBIAN_FRONTEND=noninteractive apt --yes install kdump-tools"]),
  ],
  [
    "apt-get -qq, which means yes",
    ubuntu22,
    debianByHand([installs, "apt-get -qq update; apt-get -qq install kdump-tools makedumpfile"]),
  ],
  ["yes into apt", debian12, debianByHand([installs, "yes | apt-get install kdump-tools makedumpfile"])],
  [
    "apt told so by an option",
    debian12,
    debianByHand([installs, "apt-get -o APT::Get::Assume-Yes=true install kdump-tools"]),
  ],
  ["a version", debian12, debianByHand(["kdump-tools makedumpfile", "kdump-tools=1:1.8.1 makedumpfile"])],
  [
    "a preference for another package",
    debian12,
    debianFirst("printf 'Package: nginx\\nPin: version *\\nPin-Priority: -1\\n' >/etc/apt/preferences.d/x"),
  ],
  [
    "installed only if it is not there",
    el9,
    elByHand(["dnf -y install kexec-tools", "rpm -q kexec-tools || dnf -y install kexec-tools"]),
  ],
  [
    "a retried install",
    debian12,
    debianByHand([
      installs,
      "for i in 1 2 3; do apt-get update && apt-get install -y kdump-tools makedumpfile && break; sleep 10; done",
    ]),
  ],
  [
    "preseeding",
    debian12,
    debianFirst(
      "echo 'kdump-tools kdump-tools/use_kdump boolean true' | debconf-set-selections",
      "echo 'kexec-tools kexec-tools/load_kexec boolean false' | debconf-set-selections",
    ),
  ],
  [
    "USE_KDUMP of 0 and then 1",
    debian12,
    debianThen(
      "sed -i 's/^USE_KDUMP=.*/USE_KDUMP=0/' /etc/default/kdump-tools",
      "sed -i 's/^USE_KDUMP=0/USE_KDUMP=1/' /etc/default/kdump-tools",
    ),
  ],
  [
    "the package's own paths",
    debian12,
    debianByHand([
      "USE_KDUMP=1",
      "USE_KDUMP=1\nKDUMP_KERNEL=/var/lib/kdump/vmlinuz\nKDUMP_INITRD=/var/lib/kdump/initrd.img",
    ]),
  ],
  [
    "an initramfs that is removed, to be made anew",
    el9,
    elThen("rm -f /boot/initramfs-*kdump.img", "kdumpctl rebuild"),
  ],
  [
    "permissions and labels",
    el9,
    elThen("chmod 0644 /etc/kdump.conf", "chown root:root /etc/kdump.conf", "restorecon -v /etc/kdump.conf || true"),
  ],
  [
    "a look at it",
    debian12,
    debianThen("kdump-config show || true", "systemctl status kdump-tools --no-pager || true", "kdump-config test"),
  ],
  ["other packages removed", ubuntu22, debianThen("apt-get -y purge snapd apport && apt-get -y autoremove")],
];
