import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { capture } from "../../child";
import { Failure } from "../../failure";

/** What cloud-init is given, as the NoCloud datasource takes it. */
export interface Seed {
  readonly instanceId: string;
  readonly hostname: string;
  readonly adminUsername: string;
  readonly sshPublicKeys: readonly string[];
  /** Reaches the guest byte for byte; absent as an Azure VM's. */
  readonly customData: Buffer | undefined;
}

/** The user that the guest images make of cloud-init's default user. */
const imagesUser = "azureuser";

/**
 * Writes an ISO that cloud-init takes for its NoCloud datasource. It has to stay attached at every boot: without it
 * cloud-init sees a new instance and begins anew.
 */
export async function writeSeed(file: string, seed: Seed): Promise<void> {
  const folder = mkdtempSync(path.join(path.dirname(file), "seed-"));
  try {
    const files = filesOf(seed).map(([name, content]) => {
      writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    });
    const args = ["-quiet", "-output", file, "-volid", "cidata", "-joliet", "-rock", ...files];
    const { code, stderr } = await capture("genisoimage", args);
    if (code !== 0) throw new Failure(`"genisoimage" could not write ${file}: ${stderr.trim()}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** JSON is YAML. The keys go with the meta-data, so that the user-data is the customData and nothing else. */
function filesOf(seed: Seed): readonly (readonly [name: string, content: string | Buffer])[] {
  const { instanceId, hostname, adminUsername, sshPublicKeys, customData } = seed;
  const metaData = { "instance-id": instanceId, "local-hostname": hostname, "public-keys": sshPublicKeys };
  const admin = {
    name: adminUsername,
    shell: "/bin/bash",
    sudo: "ALL=(ALL) NOPASSWD:ALL",
    lock_passwd: true,
    ssh_authorized_keys: sshPublicKeys,
  };
  const vendorData = adminUsername === imagesUser ? {} : { users: ["default", admin] };
  return [
    ["meta-data", JSON.stringify(metaData)],
    ["user-data", customData ?? ""],
    ["vendor-data", `#cloud-config\n${JSON.stringify(vendorData)}\n`],
  ];
}
