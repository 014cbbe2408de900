import type { Problem } from "azure-kdump-core";
import { type MachineArgs, PatchMode } from "../arguments/machine";
import type { HardenedVmArgs } from "../arguments/vm";
import { defaultAdminUsername } from "../platform";
import { choiceProblems } from "./choices";

/** Names that Azure refuses for a Linux administrator (learn.microsoft.com/azure/virtual-machines/linux/faq). */
const reservedUsernames = new Set(
  "1 123 a actuser adm admin admin1 admin2 administrator aspnet backup console david guest john owner root server sql support support_388945a0 sys test test1 test2 test3 user user1 user2 user3 user4 user5 video".split(
    " ",
  ),
);

export function accessProblems({
  sshPublicKeys,
  adminUsername = defaultAdminUsername,
}: MachineArgs): readonly Problem[] {
  const problems: Problem[] = [];
  if (sshPublicKeys.length === 0) {
    problems.push({ property: "sshPublicKeys", reason: "there is none: give at least one OpenSSH public key" });
  }
  sshPublicKeys.forEach((key, index) => {
    if (/^(ssh-rsa|ssh-ed25519) [A-Za-z0-9+/=]+( [^\n]*)?$/.test(key.trim())) return;
    problems.push({
      property: `sshPublicKeys[${index}]`,
      reason: "it is not an OpenSSH public key that Azure takes: give one that begins with ssh-ed25519 or ssh-rsa",
    });
  });
  if (!/^[a-z_][a-z0-9_-]{0,63}$/.test(adminUsername) || reservedUsernames.has(adminUsername)) {
    problems.push({
      property: "adminUsername",
      reason: `"${adminUsername}" is not allowed: give up to 64 lower-case letters, digits, _ and -, and none of Azure's reserved names such as root and admin`,
    });
  }
  return problems;
}

export function patchProblems({ patchMode }: MachineArgs): readonly Problem[] {
  return choiceProblems("patchMode", patchMode, Object.values(PatchMode));
}

export function computerNameProblems({ computerName }: HardenedVmArgs): readonly Problem[] {
  const isName =
    computerName === undefined || /^(?!\d+$)[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/.test(computerName);
  if (isName) return [];
  const reason = `"${computerName}" is not allowed: give up to 64 letters, digits and -, not digits alone, and no - at either end`;
  return [{ property: "computerName", reason }];
}
