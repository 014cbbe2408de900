/** How makedumpfile compresses a dump. */
export const Compression = {
  /** Three to four times as fast as zlib, a third larger. */
  Lzo: "lzo",
  Zlib: "zlib",
  /** EL alone. */
  Snappy: "snappy",
  /** EL 10 alone. */
  Zstd: "zstd",
  None: "none",
} as const;
export type Compression = (typeof Compression)[keyof typeof Compression];

/** How a VM panics, dumps and comes back. Plain values, so that preview and policies always know them. */
export interface CrashDumpArgs {
  /** Seconds from a panic to the reboot where no capture kernel takes over: 1 to 60. Default 5. */
  panicTimeoutSeconds?: number;
  /**
   * Panic on an oops, which otherwise leaves a limping machine and no dump. Default true; false leaves it as the image
   * has it.
   */
  panicOnOops?: boolean;
  /** Panic on an operator's NMI, which yields a dump of a hung VM. x64 only. Default true. */
  panicOnUnknownNmi?: boolean;
  /** Panic when a CPU is stuck in the kernel; a stall during host maintenance looks the same. Default false. */
  panicOnSoftLockup?: boolean;
  /** Panic when a task waits for two minutes; a stalled disk looks the same. Default false. */
  panicOnHungTask?: boolean;
  /** Allow every SysRq key, so that a crash can be asked for on the serial console. Default: as the image has it. */
  sysrq?: boolean;
  /** Directory that receives dumps, on a persistent disk; made readable by root alone. Default /var/crash. */
  dumpPath?: string;
  /** makedumpfile's dump level, 0 (all memory) to 31 (kernel pages only). Default 31. */
  dumpLevel?: number;
  /** Default lzo, on CentOS 6 zlib. */
  compression?: Compression;
  /** How many dumps are kept, newest first: 1 to 100. Default 3. */
  dumpsKept?: number;
  /** Value of crashkernel= on the kernel command line. Default: the release's table by memory size. */
  crashkernel?: string;
  /** Forbid loading any other kernel by kexec once the capture kernel is armed, until the next boot. Default false. */
  lockKexec?: boolean;
}
