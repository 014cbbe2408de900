import { capture } from "../../child";
import { type Guest, run } from "./guest";

/** The versions that a drill's result depends on; of packages that the guest has. */
export async function versionsOf(guest: Guest): Promise<Readonly<Record<string, string>>> {
  const packages = "kdump-tools makedumpfile kexec-tools cloud-init";
  const script = `echo "kernel $(uname -r)"; dpkg-query -W -f '\${Package} \${Version}\\n' ${packages} 2>/dev/null || true`;
  const lines = (await run(guest, "read versions", script)).split("\n");
  const { stdout } = await capture("qemu-system-x86_64", ["--version"]);
  const qemu = /version (\S+)/.exec(stdout)?.[1] ?? "unknown";
  return { ...Object.fromEntries(lines.map((line) => line.split(" ") as [string, string])), qemu };
}
