import { type Given, notKnown } from "./given";

/** Whether an ARM type is a VM's, a scale set's, or of something inside one: "Microsoft.Compute/virtualMachines@2024-03-01". */
export function isVmType(type: string): boolean {
  return /^Microsoft\.Compute\/virtualMachine(?:s|ScaleSets)(?:[/@]|$)/i.test(type);
}

/**
 * Whether an ARM template may deploy VMs: it names their type, which no expression can compute, or links another
 * template. Azure resolves neither ahead of the deployment.
 */
export function deploysVms(template: Given<string>): boolean {
  if (template === undefined || template === notKnown) return template === notKnown;
  return /"Microsoft\.Compute\/virtualMachine(?:s|ScaleSets)\b|"templateLink"/i.test(withoutEscapes(template));
}

/** "Microsoft.Compute\/virtualMachines" is the same type. A template with comments is not JSON, and taken as it is. */
function withoutEscapes(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json.replaceAll("\\/", "/");
  }
}
