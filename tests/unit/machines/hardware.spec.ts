import { deepStrictEqual, ok, strictEqual } from "node:assert";
import {
  type Attachments,
  type Hardware,
  type Network,
  qemuArguments,
} from "azure-kdump-sandbox/bin/guest/machine/hardware";

const attachments: Attachments = {
  name: "vm",
  disk: "/guests/vm/disk.qcow2",
  seed: "/guests/vm/seed.iso",
  variables: "/guests/vm/variables.fd",
  sshPort: 2222,
  network: "nothing",
  sockets: { supervisor: "/run/supervisor", control: "/run/control", agent: "/run/agent" },
};
const hardware: Hardware = { firmware: "bios", diskController: "ide", memoryMiB: 1024, cpus: 2 };

describe("the arguments of a machine", () => {
  const disks: readonly (readonly [hardware: Partial<Hardware>, device: RegExp])[] = [
    [{ diskController: "ide" }, /^ide-hd,drive=disk,bus=ide\.0,bootindex=0$/],
    [{ diskController: "scsi", firmware: "uefi" }, /^scsi-hd,drive=disk,bus=scsi\.0,bootindex=0$/],
    [{ diskController: "nvme", firmware: "uefi" }, /^nvme,serial=system,drive=disk,bootindex=0$/],
    [{ diskController: "scsi", firmware: "secure-boot" }, /^scsi-hd,drive=disk,bus=scsi\.0,bootindex=0$/],
  ];
  for (const [parts, device] of disks) {
    it(`boot ${JSON.stringify(parts)} from its disk, and keep the seed in a drive`, () => {
      const devices = valuesOf("-device", parts);
      strictEqual(devices.filter((value) => device.test(value)).length, 1);
      strictEqual(devices.filter((value) => value.includes("drive=seed")).length, 1);
    });
  }

  it("enrol keys for Secure Boot only, where firmware alone writes them", () => {
    const machines = (["bios", "uefi", "secure-boot"] as const).map((firmware) => valuesOf("-machine", { firmware }));
    deepStrictEqual(machines, [["pc"], ["pc"], ["q35,smm=on"]]);
    ok(valuesOf("-drive", { firmware: "secure-boot" })[0]?.includes("secboot"));
    strictEqual(valuesOf("-drive", { firmware: "bios" }).filter((value) => value.includes("pflash")).length, 0);
  });

  const networks: readonly (readonly [network: Network, reach: RegExp])[] = [
    ["nothing", /,restrict=on$/],
    ["internet", /:22$/],
    [{ folder: "/archive" }, /,restrict=on,guestfwd=tcp:10\.0\.2\.100:80-cmd:busybox httpd -i -h \/archive$/],
  ];
  for (const [network, reach] of networks) {
    it(`let the guest reach ${JSON.stringify(network)}, and be reached by SSH from this host alone`, () => {
      const [netdev = ""] = valuesOf("-netdev", {}, { network });
      ok(netdev.includes("hostfwd=tcp:127.0.0.1:2222-:22"));
      ok(reach.test(netdev), netdev);
    });
  }

  it("emulate unless KVM is asked for", () => {
    ok(valuesOf("-accel", {})[0]?.startsWith("tcg"));
    ok(qemuArguments(hardware, attachments, "kvm").includes("kvm"));
  });
});

/** Every value that an argument is given. */
function valuesOf(name: string, parts: Partial<Hardware>, other: Partial<Attachments> = {}): readonly string[] {
  const all = qemuArguments({ ...hardware, ...parts }, { ...attachments, ...other });
  return all.filter((_, index) => all[index - 1] === name);
}
