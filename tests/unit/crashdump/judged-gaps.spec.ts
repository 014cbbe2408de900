import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = on("debian-12");
const el8 = on("almalinux-8");
const el9 = on("almalinux-9");

/** With the image's own kdump.conf, and a command more. */
const instead = (command: string) => elByHand([/cat >\/etc\/kdump\.conf <<END\n[^]*END\n/, `${command}\n`]);
const added = (line: string) => instead(`echo '${line}' >>/etc/kdump.conf`);
const sysconfig = (line: string) => elByHand(["reboot", `echo '${line}' >>/etc/sysconfig/kdump\nreboot`]);
const legacy = "is for Hyper-V before Windows Server 2012 R2 → remove it";
judges("no-driver-excluded", "prefer_ms_hyperv in files of the image", [
  [
    "GRUB's defaults",
    el9,
    elByHand(["reboot", "echo 'GRUB_CMDLINE_LINUX=\"x ata_piix.prefer_ms_hyperv=0\"' >>/etc/default/grub\nreboot"]),
    `advisory: prefer_ms_hyperv=0 in /etc/default/grub (the customData, line 11) ${legacy}`,
  ],
  [
    "GRUB's defaults, edited in place",
    debian,
    debianByHand([
      "update-grub",
      "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&ata_piix.prefer_ms_hyperv=0 /' /etc/default/grub\nupdate-grub",
    ]),
    `advisory: prefer_ms_hyperv=0 in /etc/default/grub (the customData, line 11) ${legacy}`,
  ],
  [
    "a file beside GRUB's defaults",
    debian,
    debianByHand(["crashkernel=512M", "crashkernel=512M ata_piix.prefer_ms_hyperv=0"]),
    `advisory: prefer_ms_hyperv=0 in /etc/default/grub.d/zz.cfg (the customData, line 10) ${legacy}`,
  ],
  [
    "the boot loader itself",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=1G-:512M ata_piix.prefer_ms_hyperv=0'"]),
    `advisory: prefer_ms_hyperv=0 in the kernel command line (the customData, line 9) ${legacy}`,
  ],
  [
    "a module's options",
    el9,
    elByHand(["reboot", "echo 'options ata_piix prefer_ms_hyperv=0' >/etc/modprobe.d/x.conf\nreboot"]),
    `advisory: prefer_ms_hyperv=0 in /etc/modprobe.d/x.conf (the customData, line 11) ${legacy}`,
  ],
  [
    "EL's capture arguments, edited in place",
    el9,
    elByHand([
      "reboot",
      "sed -i 's/^KDUMP_COMMANDLINE_APPEND=\"/&ata_piix.prefer_ms_hyperv=0 /' /etc/sysconfig/kdump\nreboot",
    ]),
    `advisory: prefer_ms_hyperv=0 in /etc/sysconfig/kdump (the customData, line 11) ${legacy}`,
  ],
  [
    "a comment in a file of the image",
    el9,
    elByHand(["reboot", "echo '# prefer_ms_hyperv=0' >>/etc/default/grub\nreboot"]),
  ],
]);

judges("kdump-conf-valid", "what is added to the image's own files", [
  [
    "a directive that the release refuses",
    el9,
    added("blacklist hv_vmbus"),
    "violation: what was added to /etc/kdump.conf (the customData, line 4): EL 9 refuses `blacklist`, which only EL 6 knows, and kdump does not start → remove it: on Azure the capture kernel needs every Hyper-V driver; elsewhere add rd.driver.blacklist= to KDUMP_COMMANDLINE_APPEND in /etc/sysconfig/kdump",
  ],
  ["a directive that the release knows", el9, added("failure_action reboot")],
  [
    "a directive that the image has already",
    el9,
    added("path /dumps"),
    "violation: what was added to /etc/kdump.conf (the customData, line 4): `path` occurs twice, and EL 9 refuses it → write it once, with all values in one line",
  ],
  ["a directive of the image, edited in place", el9, instead("sed -i 's/^path .*/path \\/dumps/' /etc/kdump.conf")],
  [
    "a file that only the guest knows",
    el9,
    instead("curl -s https://example.com/kdump.conf >/etc/kdump.conf"),
    "cannot-tell: /etc/kdump.conf (the customData, line 4) holds what only the guest knows → write the whole file",
  ],
  [
    "EL's capture arguments, a second time",
    el8,
    sysconfig('KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices panic=10"'),
    "violation: what was added to /etc/sysconfig/kdump (the customData, line 11): KDUMP_COMMANDLINE_APPEND is assigned twice, and what came first is lost → edit the first assignment in place",
  ],
  [
    "EL's capture arguments, a second time and too few",
    el8,
    sysconfig('KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 panic=10"'),
    "violation: what was added to /etc/sysconfig/kdump (the customData, line 11): KDUMP_COMMANDLINE_APPEND is assigned twice, and what came first is lost → edit the first assignment in place",
    "violation: what was added to /etc/sysconfig/kdump (the customData, line 11): KDUMP_COMMANDLINE_APPEND lacks reset_devices: drivers find devices as the crash left them → add reset_devices, and keep the others: setting the variable replaces the package's own",
  ],
  [
    "EL's capture arguments, added to",
    el8,
    sysconfig('KDUMP_COMMANDLINE_APPEND="$KDUMP_COMMANDLINE_APPEND nmi_watchdog=0"'),
  ],
  [
    "EL's capture arguments, edited in place",
    el8,
    elByHand([
      "reboot",
      "sed -i 's/^KDUMP_COMMANDLINE_APPEND=\"[^\"]*/& nmi_watchdog=0/' /etc/sysconfig/kdump\nreboot",
    ]),
  ],
  ["a variable that the image's part may assign", el8, sysconfig('KDUMP_IMG_EXT="$KDUMP_EXTENSION"')],
]);

judges("capture-kernel-recovers", "what is added to the image's own files", [
  [
    "a halt after a dump",
    el9,
    added("final_action poweroff"),
    "violation: what was added to /etc/kdump.conf (the customData, line 4): `final_action poweroff` leaves the VM down until somebody comes → write final_action reboot",
  ],
  ["a reboot after a dump", el9, added("final_action reboot")],
]);

judges("dump-path-persistent", "what is added to the image's own files", [
  [
    "a path in memory",
    el9,
    added("path /run/crash"),
    "violation: /run/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  ["a path on disk", el9, added("path /dumps")],
  [
    "a path in memory, edited in place",
    el9,
    instead("sed -i 's/^path .*/path \\/run\\/crash/' /etc/kdump.conf"),
    "violation: /run/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
]);

judges("kexec-not-blocked", "what is added to the image's own files", [
  [
    "kexec_load, forced",
    el9,
    sysconfig('KEXEC_ARGS="-c"'),
    'violation: what was added to /etc/sysconfig/kdump (the customData, line 11): KEXEC_ARGS forces kexec_load, which Secure Boot forbids → write KEXEC_ARGS="-s"',
  ],
  ["kexec_file_load, asked for", el9, sysconfig('KEXEC_ARGS="-s"')],
]);

judges("kdump-configured", "what is added to a file that a package brings", [
  [
    "kdump, switched off",
    debian,
    debianByHand([/cat >\/etc\/default\/kdump-tools[^]*END\n/, "echo USE_KDUMP=0 >>/etc/default/kdump-tools\n"]),
    'violation: USE_KDUMP is 0 in /etc/default/kdump-tools (the customData, line 4): kdump is off → write "USE_KDUMP=1"',
  ],
  [
    "kdump, switched off before the package comes",
    debian,
    debianByHand([
      /apt-get([^]*?)\ncat >\/etc\/default\/kdump-tools[^]*END\n/,
      "echo USE_KDUMP=0 >>/etc/default/kdump-tools\napt-get$1\n",
    ]),
    'violation: USE_KDUMP is 0 in /etc/default/kdump-tools (the customData, line 3): kdump is off → write "USE_KDUMP=1"',
  ],
]);
