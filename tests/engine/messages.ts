/** What the pack says of VMs that several tests deploy. */

/** Of every VM without a verification, which the stand-in does not serve. */
export const notVerified = "[advisory] guest-verified: nothing verifies in the guest that this VM is armed.";

export const setNotVerified = notVerified.replace("this VM is", "the instances of this scale set are");

/** Without the full stop: what is known of an exemption comes before it. */
export const debianHangs =
  "[mandatory] panic-reboots: kernel.panic is never set, and the debian-12 image leaves it at 0: a panic hangs the VM for good";

export const plainDebian: readonly string[] = [
  notVerified,
  "[mandatory] crashkernel-reserved: nothing reserves memory for a capture kernel: a panic leaves no dump.",
  "[mandatory] kdump-configured: nothing installs kdump-tools, and the debian-12 image lacks it: a panic leaves no dump.",
  `${debianHangs}.`,
];
