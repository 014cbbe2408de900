import type { Fault, Settings } from "../rule";
import type { Vm } from "../vm";
import { guestRule } from "./guest-rule";

const found = guestRule("kdump-configured", {
  severity: "high",
  level: "mandatory",
  what: "A Linux VM keeps a crash dump of a kernel panic.",
  why: "Without an armed capture kernel a panic leaves nothing to find its cause by.",
  remedy:
    "install kdump-tools (Debian, Ubuntu), kexec-tools (EL up to 9) or kdump-utils (EL 10), and enable its unit; or use HardenedVm",
  url: "https://docs.kernel.org/admin-guide/kdump/kdump.html",
});

/** A panic that leaves no dump will happen again: kdump must be installed, turned on and started at boot. */
export const kdumpConfigured = {
  ...found,
  check: (vm: Vm, settings: Settings) => {
    const faults = found.check(vm, settings);
    return faults.some(({ verdict }) => verdict === "violation") ? faults : [...faults, ...neverDone(vm)];
  },
};

/** What cloud-init never gets to, or discards, arms nothing, however right it is. */
function neverDone(vm: Vm): readonly Fault[] {
  return vm.guest().findings.filter(({ rule, verdict }) => rule === "cloud-init-effective" && verdict === "violation");
}
