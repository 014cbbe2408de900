import { nameOf } from "./azure-native/arm-id";
import type { Machines } from "./azure-native/machines";
import { machinesWith } from "./azure-native/reach";
import type { Subscription } from "./azure-native/subscription";

/** Where a connection to an address of the local Azure really goes. */
export interface Route {
  readonly port: number;
  /** Whether it leads to a guest; otherwise to this computer itself, as given. */
  readonly guest: boolean;
}

/** The way to a host and a port, on 127.0.0.1. Throws one sentence when there is none: nothing outside is ever reached. */
export type Routes = (host: string, port: number) => Route;

/** The addresses of a subscription's VMs lead to their guests' SSH; 127.0.0.1 is this computer, for tests. */
export function routesIn(subscription: Subscription, machines: Machines): Routes {
  return (host, port) => {
    if (host === "127.0.0.1" || host === "localhost") return { port, guest: false };
    const vms = machinesWith(host, subscription.read());
    const booted = vms.filter((each) => machines.sshPort(each) !== undefined);
    const [vm, other] = booted.length > 0 ? booted : vms;
    if (vm === undefined)
      throw new Error(`no VM of the local Azure has the address ${host}, and nothing else is reached`);
    const guest = machines.sshPort(vm);
    if (guest !== undefined && other !== undefined)
      throw new Error(`both ${nameOf(vm)} and ${nameOf(other)} have the address ${host}: connect by a public one`);
    if (guest === undefined)
      throw new Error(`no guest runs behind ${nameOf(vm)} (${host}): "npm start -- --guests" boots one for a new VM`);
    if (port !== 22) throw new Error(`only port 22 of ${nameOf(vm)} (${host}) can be reached, not ${port}`);
    return { port: guest, guest: true };
  };
}
