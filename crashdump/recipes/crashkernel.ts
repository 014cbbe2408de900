import type { Platform } from "../platform";
import { releases } from "../releases";

/**
 * Fixed range lists, so that one customData is right for every VM size. Each first range starts below the smallest
 * machine it is meant for, because usable memory is a little below nominal. Sizes: at least every vendor default, and
 * Microsoft LISA's 512M, 1G, 2G and 4G for large machines.
 */
export function defaultCrashKernel({ release }: Platform): string {
  return releases[release].dialect === "kdump-tools"
    ? // Debian-family captures boot the whole root file system: the package's own 128M and 192M run out of memory.
      "512M-2G:192M,2G-4G:320M,4G-1T:512M,1T-4T:1G,4T-8T:2G,8T-:4G"
    : "1G-4G:256M,4G-1T:512M,1T-4T:1G,4T-8T:2G,8T-:4G";
}
