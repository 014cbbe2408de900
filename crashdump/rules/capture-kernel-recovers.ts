import { lineOf } from "./configurations";
import { findingsOf, type Judge } from "./situation";

const { violation } = findingsOf("capture-kernel-recovers");

/** A dump that fails does not leave the VM waiting for somebody: it reboots. */
export const captureKernelRecovers: Judge = ({ kdumpConf, kdumpTools }) => [
  ...(kdumpConf === undefined
    ? []
    : kdumpConf.directives
        .filter(({ name, value }) => afterDump.has(name) && waits.has(value))
        .map(({ name, value, line }) =>
          violation(
            `${lineOf(kdumpConf, line)}: \`${name} ${value}\` leaves the VM down until somebody comes`,
            `write ${name} reboot`,
          ),
        )),
  ...(kdumpTools === undefined
    ? []
    : kdumpTools.errors
        .filter(({ name }) => name === "KDUMP_FAIL_CMD")
        .map(({ line, message, remedy }) => violation(`${lineOf(kdumpTools, line)}: ${message}`, remedy))),
];

const waits: ReadonlySet<string> = new Set(["shell", "halt", "poweroff"]);
const afterDump: ReadonlySet<string> = new Set(["default", "failure_action", "final_action"]);
