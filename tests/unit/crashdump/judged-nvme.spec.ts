import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const nvme = { diskController: "NVMe" } as const;
const insecure = { ...nvme, secureBoot: false } as const;
const kexecArguments = (value: string) => debianByHand(["USE_KDUMP=1\n", `USE_KDUMP=1\nKDUMP_KEXEC_ARGS="${value}"\n`]);
const sysconfig = (line: string) => elByHand(["reboot", `echo '${line}' >>/etc/sysconfig/kdump\nreboot`]);
const noDisk = "loads the capture kernel by kexec_load: its NVMe root disk is then not found";
const remedy = 'write KDUMP_KEXEC_ARGS="-s" to /etc/default/kdump-tools';
const missing = "KDUMP_KEXEC_ARGS in /etc/default/kdump-tools (the customData, line 4) has no -s, and kdump of";

judges("kexec-not-blocked", "an NVMe root disk", [
  [
    "no -s, without Secure Boot",
    on("debian-12", insecure),
    debianByHand(),
    `violation: ${missing} debian-12 ${noDisk} → ${remedy}`,
  ],
  [
    "no -s, where nothing is known of Secure Boot",
    on("ubuntu-24.04", nvme),
    debianByHand(),
    `advisory: ${missing} ubuntu-24.04 without Secure Boot ${noDisk} → ${remedy}`,
  ],
  [
    "no -s, under Secure Boot, where kdump-config adds it",
    on("debian-12", { ...nvme, secureBoot: true }),
    debianByHand(),
  ],
  ["no -s, where the tool tries the file first", on("debian-13", insecure), debianByHand()],
  ["no -s, on a SCSI disk", on("debian-12", { diskController: "SCSI", secureBoot: false }), debianByHand()],
  ["no -s, on a disk of an unknown controller", on("debian-12", { secureBoot: false }), debianByHand()],
  ["no -s, on arm64, where it would not help", on("debian-12", { ...insecure, architecture: "arm64" }), debianByHand()],
  ["-s", on("debian-12", insecure), kexecArguments("-s")],
  ["-s among others", on("debian-12", insecure), kexecArguments("-d -s")],
  ["-a, which tries the file first", on("debian-12", insecure), kexecArguments("-a")],
  [
    "arguments without -s",
    on("debian-12", insecure),
    kexecArguments("-d"),
    `violation: ${missing} debian-12 ${noDisk} → ${remedy}`,
  ],
  [
    "-c, where the tool would try the file first",
    on("debian-13", insecure),
    kexecArguments("-c"),
    "advisory: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_KEXEC_ARGS forces kexec_load, which Secure Boot forbids → write -s, or remove it",
    `violation: line 2 of /etc/default/kdump-tools (the customData, line 4): -c ${noDisk} → ${remedy}`,
  ],
  ["no kdump at all", on("debian-12", insecure), debianByHand([/apt-get[^]*END\n/, ""])],
  ["EL's own -s", on("almalinux-9", insecure), elByHand()],
  [
    "EL's -s, taken away",
    on("almalinux-9", insecure),
    sysconfig('KEXEC_ARGS=""'),
    `violation: what was added to /etc/sysconfig/kdump (the customData, line 11): KEXEC_ARGS without -s ${noDisk} → write KEXEC_ARGS="-s"`,
  ],
  ["EL's -s, said again", on("almalinux-9", insecure), sysconfig('KEXEC_ARGS="-s -d"')],
  ["EL's -s, taken away on a SCSI disk", on("almalinux-9", { diskController: "SCSI" }), sysconfig('KEXEC_ARGS=""')],
]);
