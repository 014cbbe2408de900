import { at, objectAt, textAt } from "../../protocol/json";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";

export const scriptMissing: Refusal<Write> = ({ body }) => {
  const source = objectAt(body, "properties.source");
  if (Object.keys(source).length > 0) return undefined;
  return new AzureError(400, "InvalidParameter", "Required parameter 'runCommand.source' is missing (null).");
};

/** Accepted by Azure, and not by a stand-in that reaches no network and keeps no passwords. */
export const notServed: Refusal<Write> = ({ body }) => {
  const given = Object.keys(instead).find((name) => at(body, `properties.${name}`) !== undefined);
  if (given !== undefined) {
    const detail = `The local Azure does not serve '${given}' of a run command: ${instead[given]}.`;
    return new AzureError(501, "NotImplemented", detail);
  }
  const script = textAt(body, "properties.source.script") ?? "";
  // maxScriptSize of Azure/run-command-handler-linux internal/cmds.
  if (Buffer.byteLength(script) <= 256 * 1024) return undefined;
  return new AzureError(400, "InvalidParameter", "The script of a run command is limited to 256 KiB.");
};

const instead: Readonly<Record<string, string>> = {
  "source.scriptUri": "it reaches no network, give the script itself as source.script",
  "source.commandId": "it has no built-in scripts, give the script itself as source.script",
  runAsUser: 'its scripts run as root, use "sudo -u" in the script',
  runAsPassword: "its scripts run as root",
  outputBlobUri: "it has no blobs, read instanceView.output",
  errorBlobUri: "it has no blobs, read instanceView.error",
};
