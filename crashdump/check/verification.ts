import { createHash } from "node:crypto";
import type { Hardening } from "../harden";
import { stateDirectory } from "../recipes/shell";
import { checkPath, checkScript } from "./check";

/**
 * Shell for root that leaves azure-kdump-check in the guest and runs it, for a channel that carries one script. It
 * passes only where the guest is armed, and holds the record of this hardening and no other.
 */
export function verificationScript(hardening: Hardening, waitSeconds: number): string {
  return `#!/bin/sh
# Leaves azure-kdump-check in the guest and runs it.
set -eu
install() {
  ${installCheck}
}
install <<'AZURE_KDUMP_CHECK'
${checkScript()}AZURE_KDUMP_CHECK
exec ${checkCommand(hardening, waitSeconds)}
`;
}

/** The same as one command, for a channel that hands {@link checkScript} to its standard input. */
export function verificationCommand(hardening: Hardening, waitSeconds: number): string {
  return `${installCheck} && exec ${checkCommand(hardening, waitSeconds)}`;
}

/** Never a half-written check under its name: somebody may run it by hand at this moment. */
const installCheck = `umask 022 && mkdir -p ${checkPath.replace(/\/[^/]*$/, "")} && cat >${checkPath}.new && chmod 0755 ${checkPath}.new && mv ${checkPath}.new ${checkPath}`;

function checkCommand({ files }: Hardening, waitSeconds: number): string {
  const record = files.find(({ path }) => path === `${stateDirectory}/record.json`)?.content ?? "";
  const digest = createHash("sha256").update(record).digest("hex");
  return `${checkPath} --wait ${waitSeconds} --record ${digest}`;
}
