import { oldHyperV } from "../platforms";
import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = on("debian-12");
const el9 = on("almalinux-9");
const el10 = on("almalinux-10");

judges("kdump-conf-valid", "kdump's configuration", [
  [
    "a kdump.conf that only the guest knows",
    el9,
    elByHand(["path /var/crash", "path $(cat /etc/path)"]),
    "cannot-tell: /etc/kdump.conf (the customData, line 5) holds what only the guest knows → write the whole file",
  ],
  [
    "a kdump-tools that only the guest knows",
    debian,
    debianByHand([
      "USE_KDUMP=1",
      "USE_KDUMP=1\nEND\nwget -O - https://example.com >>/etc/default/kdump-tools\ncat >>/etc/default/kdump-tools <<END",
    ]),
    "cannot-tell: /etc/default/kdump-tools (the customData, line 8) holds what only the guest knows → write the whole file",
  ],
  [
    "an unknown directive",
    el9,
    elByHand(["path /var/crash", "colour blue"]),
    "violation: line 1 of /etc/kdump.conf (the customData, line 4): EL 9 does not know `colour`, and kdump does not start → remove it, or correct its name",
  ],
  [
    "EL 10's obsolete default",
    el10,
    elByHand(["path /var/crash", "default reboot"]),
    "advisory: line 1 of /etc/kdump.conf (the customData, line 4): EL 10 takes `default` with a warning → write failure_action",
  ],
  [
    "the file of KB2858695, which excludes drivers",
    oldHyperV,
    elByHand(["path /var/crash", "blacklist hv_vmbus hv_storvsc"]),
  ],
  [
    "a collector with its blank missing",
    el9,
    elByHand(["-l --message-level", "-c--message-level"]),
    "violation: line 2 of /etc/kdump.conf (the customData, line 4): a blank is missing before --message-level: makedumpfile fails → write -c --message-level 1",
  ],
  [
    "a collector without a dump level",
    el9,
    elByHand([" -d 31", ""]),
    "advisory: line 2 of /etc/kdump.conf (the customData, line 4): without a dump level all memory is saved, users' data too → add -d 31",
  ],
  ["a collector with its dump level attached", el9, elByHand([" -d 31", " -d31"])],
  ["a collector that is not makedumpfile", el9, elByHand([/core_collector.*/, "core_collector cp"])],
  [
    "arguments of the capture kernel assigned twice",
    el9,
    elByHand([
      "reboot",
      'cat >/etc/sysconfig/kdump <<\'END\'\nKDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices panic=10"\nKDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 panic=10 reset_devices"\nEND\nreboot',
    ]),
    "violation: line 2 of /etc/sysconfig/kdump (the customData, line 11): KDUMP_COMMANDLINE_APPEND is assigned twice, and what came first is lost → edit the first assignment in place",
  ],
  [
    "arguments of the capture kernel edited in place",
    el9,
    elByHand(["reboot", "sed -i s/nr_cpus=1/nr_cpus=2/ /etc/sysconfig/kdump\nreboot"]),
  ],
  [
    "capture arguments without nr_cpus",
    debian,
    debianByHand(["nr_cpus=1 ", ""]),
    "violation: line 4 of /etc/default/kdump-tools (the customData, line 4): KDUMP_CMDLINE_APPEND lacks nr_cpus=1: the capture kernel runs out of memory → add nr_cpus=1, and keep the others: setting the variable replaces the package's own",
  ],
  [
    "KDUMP_SYSCTL",
    debian,
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_SYSCTL=kernel.panic=5"]),
    "advisory: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_SYSCTL is ignored since kdump-tools 1.6.7-4 (2020) → write the settings to a file in /etc/sysctl.d",
  ],
  [
    "a dump directory that is no absolute path",
    debian,
    debianByHand(["=/var/crash", "=var/crash"]),
    'violation: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_COREDIR is "var/crash", and no absolute path → write /var/crash',
  ],
  ["no collector at all", el9, elByHand([/core_collector.*\n/, ""])],
  [
    "a way to load the capture kernel, which another rule judges",
    el9,
    elByHand(["reboot", "echo 'KEXEC_ARGS=\"-c\"' >/etc/sysconfig/kdump\nreboot"]),
  ],
]);
