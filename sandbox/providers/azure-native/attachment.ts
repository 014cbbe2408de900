import { textAt } from "../protocol/json";
import type { ArmResource, Resources } from "./subscription";

/**
 * The machine that holds an interface or a disk. Links lead to machines that are still there only: one that somebody
 * took out of the state file holds nothing any more.
 */
export function holderOf(part: ArmResource | undefined, resources: Resources): string | undefined {
  const machine = textAt(part, "properties.virtualMachine.id") ?? textAt(part, "managedBy");
  return machine === undefined ? undefined : resources.get(machine)?.id;
}
