import type { Compression } from "../options";

/** makedumpfile's option for a compression, with a blank behind it; nothing for none. */
export function compressionFlag(compression: Compression): string {
  return { lzo: "-l ", zlib: "-c ", snappy: "-p ", zstd: "-z ", none: "" }[compression];
}
