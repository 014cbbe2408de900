import { Failure } from "../failure";
import { ensureDebianPackages } from "../packages";

/** The Debian packages that running a guest takes → what each is wanted for. */
const tools: Readonly<Record<string, string>> = {
  "qemu-system-x86": "qemu-system-x86_64",
  "qemu-utils": "qemu-img",
  genisoimage: "genisoimage",
  busybox: "busybox",
  ovmf: "/usr/share/OVMF/OVMF_CODE_4M.fd",
};

/**
 * Makes sure that guests can run here.
 *
 * @throws Failure with what to install, or that this is no system for it.
 */
export async function ensureGuestTools(): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Failure(
      `guests are x86-64 machines under QEMU on Linux, and this is ${process.platform}-${process.arch}: run this in a Debian-like x86-64 Linux`,
    );
  }
  await ensureDebianPackages(tools);
}
