import { guestRule } from "./guest-rule";

/** kernel.panic of the kernel that crashed is of no use any more once the capture kernel runs. */
export const captureKernelRecovers = guestRule("capture-kernel-recovers", {
  severity: "high",
  level: "advisory",
  what: "A dump that fails does not leave the VM down.",
  why: "A capture kernel that panics, or ends in a shell, waits on a console that nobody sees.",
  remedy:
    'write "failure_action reboot" to /etc/kdump.conf ("default reboot" up to EL 7), or leave KDUMP_FAIL_CMD out; or use HardenedVm',
  url: "https://docs.kernel.org/admin-guide/kdump/kdump.html",
});
