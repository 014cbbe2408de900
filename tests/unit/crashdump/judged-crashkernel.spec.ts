import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = on("debian-12");
const el8 = on("almalinux-8");
const el9 = on("almalinux-9");
const on8gib = on("rhel-9", { memoryMiB: 8192 });

judges("crashkernel-reserved", "the reservation", [
  [
    "nothing reserved",
    el9,
    elByHand([/grubby[^]*512M\n/, ""]),
    "violation: nothing reserves memory for a capture kernel: a panic leaves no dump → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "nothing reserved where the image's own is enough",
    on8gib,
    elByHand([/grubby[^]*512M\n/, ""]),
    "violation: nothing reserves memory for a capture kernel: a panic leaves no dump → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "no value of crashkernel",
    el9,
    elByHand(["1G-:512M", "lots"]),
    'violation: "lots" (the customData, line 9) is no value of crashkernel: the kernel reserves nothing → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm',
  ],
  ["crashkernel=auto where the kernel knows it", el8, elByHand(["1G-:512M", "auto"])],
  [
    "crashkernel=auto where the kernel does not",
    el9,
    elByHand(["1G-:512M", "auto"]),
    "violation: crashkernel=auto (the customData, line 9) reserves nothing on almalinux-9 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "too little memory",
    { ...el9, memoryMiB: 8192 },
    elByHand(["1G-:512M", "255M"]),
    "violation: crashkernel=255M (the customData, line 9) reserves 255 MiB of 8192 MiB, and a capture kernel of almalinux-9 needs 256 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "just enough memory for its vendor",
    { ...el9, memoryMiB: 8192 },
    elByHand(["1G-:512M", "256M"]),
    "advisory: crashkernel=256M (the customData, line 9) reserves 256 MiB of 8192 MiB, which its vendor takes for enough; the recipes here reserve 512 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "a MiB less than the recipe's",
    { ...el9, memoryMiB: 8192 },
    elByHand(["1G-:512M", "511M"]),
    "advisory: crashkernel=511M (the customData, line 9) reserves 511 MiB of 8192 MiB, which its vendor takes for enough; the recipes here reserve 512 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  ["as much as the recipe's", { ...el9, memoryMiB: 8192 }, elByHand(["1G-:512M", "512M"])],
  [
    "just enough memory for its vendor, and no reboot",
    { ...el9, memoryMiB: 8192 },
    elByHand([/1G-:512M([^]*)reboot\n/, "256M$1"]),
    "violation: crashkernel=256M (the customData, line 9) is in the boot loader, and nothing reboots the VM: no memory is reserved until somebody does → reboot once after the boot loader is changed, or use HardenedVm",
  ],
  ["half of the memory", { ...el9, memoryMiB: 1024 }, elByHand(["1G-:512M", "512M"])],
  [
    "more than half of the memory",
    { ...el9, memoryMiB: 1024 },
    elByHand(["1G-:512M", "513M"]),
    "violation: crashkernel=513M (the customData, line 9) reserves 513 MiB of 1024 MiB, more than half of it → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  ["memory that may be too little, of a size that nobody knows", el9, elByHand(["1G-:512M", "128M"])],
  [
    "memory that is too little for any size",
    el9,
    elByHand(["1G-:512M", "127M"]),
    "violation: crashkernel=127M (the customData, line 9) reserves 127 MiB at most, whatever the VM's size, and no capture kernel works with that → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "an address of its own",
    el9,
    elByHand(["1G-:512M", "512M@16M"]),
    "cannot-tell: crashkernel=512M@16M (the customData, line 9) asks for an address that may be taken → leave the address out",
  ],
  [
    "a reboot that only some guests come to",
    el9,
    elByHand(["reboot\n", "[ -e /opt/x ] && reboot\n"]),
    "cannot-tell: only the guest knows whether the customData, line 11 reboots it, and memory is reserved at boot alone → reboot once, whatever the guest holds, or where crashkernel is not on /proc/cmdline",
  ],
  [
    "a reservation that is taken back",
    el9,
    elByHand(["reboot\n", "grubby --update-kernel=ALL --remove-args=crashkernel\nreboot\n"]),
    "violation: crashkernel is taken off the kernel command line (the customData, line 11) → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "no reboot",
    el9,
    elByHand(["reboot\n", ""]),
    "violation: crashkernel=1G-:512M (the customData, line 9) is in the boot loader, and nothing reboots the VM: no memory is reserved until somebody does → reboot once after the boot loader is changed, or use HardenedVm",
  ],
  [
    "a reboot before the boot loader is changed",
    debian,
    debianByHand([/(echo .GRUB[^]*)reboot\n/, "reboot\n$1"]),
    "cannot-tell: the customData, after the reboot is not understood, and may change crashkernel → put crashkernel=512M-2G:192M,2G-4G:320M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "a value that only the guest knows",
    el9,
    elByHand(["--args=crashkernel=1G-:512M", '--args="crashkernel=$(cat /etc/size)"']),
    "cannot-tell: the customData, line 9 sets crashkernel to what only the guest knows → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "a program that names crashkernel",
    el9,
    elByHand(["reboot", "/opt/setup crashkernel\nreboot"]),
    "cannot-tell: the customData, line 11 is not understood, and may change crashkernel → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "a program that names crashkernel, after it was set too low",
    { ...el9, memoryMiB: 8192 },
    elByHand(["1G-:512M", "16M\n/opt/setup crashkernel"]),
    "violation: crashkernel=16M (the customData, line 9) reserves 16 MiB of 8192 MiB, and a capture kernel of almalinux-9 needs 256 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "nothing asked for where the image's own is enough for its vendor",
    on("rocky-9", { memoryMiB: 8192 }),
    elByHand([/grubby[^]*512M\n/, ""]),
    "advisory: crashkernel=1G-4G:192M,4G-64G:256M,64G-:512M (the rocky-9 image) reserves 256 MiB of 8192 MiB, which its vendor takes for enough; the recipes here reserve 512 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  ["nothing asked for where the image's kernel chooses", on("rhel-8"), elByHand([/grubby[^]*512M\n/, ""])],
  [
    "nothing asked for where the image's own is too little",
    on("rocky-10", { memoryMiB: 1024 }),
    elByHand([/grubby[^]*512M\n/, ""]),
    "violation: crashkernel=2G-64G:256M,64G-:512M (the rocky-10 image) reserves 0 MiB of 1024 MiB, and a capture kernel of rocky-10 needs 128 → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
  [
    "a program that names crashkernel, and nothing else",
    on("rocky-10", { memoryMiB: 1024 }),
    elByHand([/grubby[^]*512M\n/, "/opt/setup crashkernel\n"]),
    "cannot-tell: the customData, line 8 is not understood, and may change crashkernel → put crashkernel=512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G on the kernel command line and reboot once, or use HardenedVm",
  ],
]);
