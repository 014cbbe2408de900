import type { UnitState } from "../../guest/units";
import { isKnown } from "../../guest/text";
import { type Outcome, type Shell, success } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that start, stop and enable services, or the machine. */
export const services: CommandTable = {
  systemctl: (shell, args) => {
    const { flags, operands } = options(args, ["-t", "--type", "-p", "--property", "-o", "-n", "--root"]);
    const [verb = "", ...units] = operands;
    if (verb === "reboot" || (verb === "isolate" && units[0] === "reboot.target")) return reboot(shell);
    if (verb === "start" && units.includes("reboot.target")) return reboot(shell);
    if (verb === "poweroff" || verb === "halt") return { status: 0, flow: { kind: "exit" } };
    if (asks.has(verb)) return verb.startsWith("is-") ? { status: undefined, already: 0 } : { status: 0 };
    const effect = unitEffects[verb];
    if (effect === undefined || !isKnown(units.join(""))) return harmless.has(verb) ? success : undefined;
    for (const unit of units) {
      const change = typeof effect === "function" ? effect(flags) : effect;
      shell.guest.setUnit(unit, change, shell.place);
    }
    return success;
  },

  service: (shell, [unit = "", verb = ""]) => {
    const effect = unitEffects[verb];
    if (effect === undefined || typeof effect === "function") return verb === "status" ? success : undefined;
    shell.guest.setUnit(unit, effect, shell.place);
    return success;
  },

  // EL 6, and still understood by later releases.
  chkconfig: (shell, args) => {
    const { flags, operands } = options(args, ["--level", "--levels"]);
    const [unit = "", verb = flags.has("--add") ? "on" : flags.has("--del") ? "off" : "status"] = operands;
    if (verb === "status") return { status: undefined, already: 0 };
    shell.guest.setUnit(unit, { enabled: verb === "on" || verb === "reset" }, shell.place);
    return success;
  },

  "update-rc.d": (shell, args) => {
    const [unit = "", verb = ""] = options(args).operands;
    shell.guest.setUnit(unit, { enabled: verb !== "disable" && verb !== "remove" }, shell.place);
    return success;
  },

  reboot,
  shutdown: (shell, args) => {
    const { flags, operands } = options(args);
    if (flags.has("-c")) return success;
    if (!flags.has("-r")) return { status: 0, flow: { kind: "exit" } };
    const now = operands[0] === "now" || operands[0] === "+0" || operands[0] === "0";
    const outcome = reboot(shell);
    // A reboot that comes later lets the script end.
    return now ? outcome : success;
  },
  init: (shell, [level]) => (level === "6" ? reboot(shell) : success),
  telinit: (shell, [level]) => (level === "6" ? reboot(shell) : success),
};

function reboot(shell: Shell): Outcome {
  shell.guest.requestReboot(shell.place);
  shell.rebootsAt ??= shell.offset;
  return { status: 0, flow: { kind: "exit" } };
}

type UnitEffect = Partial<UnitState> | ((flags: ReadonlySet<string>) => Partial<UnitState>);

/** What is undone at the next boot (--runtime) says nothing about it. */
function lasting(change: Partial<UnitState>, started: boolean | undefined): UnitEffect {
  return (flags) => ({
    ...(flags.has("--runtime") ? {} : change),
    ...(flags.has("--now") && started !== undefined && { started }),
  });
}

const unitEffects: Readonly<Record<string, UnitEffect>> = {
  enable: lasting({ enabled: true }, true),
  reenable: lasting({ enabled: true }, true),
  disable: lasting({ enabled: false }, false),
  mask: lasting({ masked: true }, false),
  unmask: lasting({ masked: false }, undefined),
  start: { started: true },
  restart: { started: true },
  "reload-or-restart": { started: true },
  "try-restart": {},
  condrestart: {},
  reload: {},
  stop: { started: false },
  kill: { started: false },
};

const asks = new Set([
  "status",
  "is-active",
  "is-enabled",
  "is-failed",
  "show",
  "cat",
  "list-units",
  "list-unit-files",
]);

const harmless = new Set(["daemon-reload", "daemon-reexec", "reset-failed", "set-environment", "list-timers"]);
