import { textAt } from "./providers/protocol/json";
import { runCommand } from "./providers/azure-native/kinds/compute";
import { Subscription } from "./providers/azure-native/subscription";

/**
 * What the run commands that failed have said in their guests, command by command. The engine has no more than their exit
 * codes, as on Azure, where the rest is in the portal.
 */
export function sayFailedCommands(stateFile: string, say: (line: string) => void): void {
  for (const command of new Subscription(stateFile, "").read().ofType(runCommand.armType)) {
    if (textAt(command, "properties.provisioningState") !== "Failed") continue;
    say(`\n${command.name} said in the guest:`);
    for (const stream of ["output", "error"]) {
      const text = textAt(command, `properties.instanceView.${stream}`)?.trim() ?? "";
      if (text !== "") say(text.replace(/^/gm, "  "));
    }
  }
}
