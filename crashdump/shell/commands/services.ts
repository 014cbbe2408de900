import type { UnitState } from "../../guest/units";
import { isKnown } from "../../guest/text";
import { type Outcome, type Shell, success } from "../shell";
import { never } from "../endless";
import { minutesOfADay } from "../limits";
import { filters } from "./filters";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that start, stop and enable services, or the machine. */
export const services: CommandTable = {
  systemctl: (shell, args) => {
    const { flags, operands } = options(args, ["-t", "--type", "-p", "--property", "-o", "-n", "--root"]);
    const [verb = "", ...units] = operands;
    if (verb === "reboot" || (verb === "isolate" && units[0] === "reboot.target")) return reboot(shell);
    if (verb === "start" && units.includes("reboot.target")) return reboot(shell);
    if (verb === "poweroff" || verb === "halt") return never(shell);
    if (asks.has(verb)) return verb.startsWith("is-") ? { status: undefined, already: 0 } : { status: 0 };
    if (verb === "set-default" && isKnown(units.join(""))) {
      const name = /\.target$/.test(units[0] ?? "") ? units[0] : `${units[0] ?? ""}.target`;
      shell.guest.link("/etc/systemd/system/default.target", `/usr/lib/systemd/system/${name ?? ""}`, shell.place);
      return success;
    }
    if (verb === "preset-all") return presetAll(shell);
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
  poweroff: never,
  halt: never,
  shutdown: (shell, args) => {
    const { flags, operands } = options(args);
    if (flags.has("-c")) {
      shell.guest.cancelReboot();
      return success;
    }
    const time = operands[0] ?? "+1";
    const now = /^(now|\+?0+)$/.test(time);
    if (!flags.has("-r")) return never(shell);
    if (now) return reboot(shell);
    if (/^\+?\d+$/.test(time) && Number(time) > minutesOfADay) return success;
    shell.guest.requestReboot(shell.place, true);
    return success;
  },
  init: (shell, [level]) => runlevel(shell, level),
  telinit: (shell, [level]) => runlevel(shell, level),

  // What never ends: nothing that follows it runs.
  sleep: (shell, args) => (args.some(isForEver) ? never(shell) : success),
  tail: (shell, args, name) =>
    args.some((arg) => /^-[a-zA-Z]*[fF]|^--follow/.test(arg)) ? never(shell) : filters["tail"]?.(shell, args, name),
};

/** The image's presets leave kdump as it is; a preset of somebody's own may not. */
function presetAll(shell: Shell): Outcome {
  const own = shell.guest.files.paths().find((path) => /\/systemd\/system-preset\/[^/]+\.preset$/.test(path));
  if (own !== undefined) shell.guest.leaveUnread(`systemctl preset-all kdump ${own}`, shell.place);
  return success;
}

function runlevel(shell: Shell, level: string | undefined): Outcome {
  if (level === "6") return reboot(shell);
  return level === "0" ? never(shell) : success;
}

function reboot(shell: Shell): Outcome {
  shell.guest.requestReboot(shell.place);
  shell.rebootsAt ??= shell.offset;
  return { status: 0, flow: { kind: "exit" } };
}

/** More days than anybody waits for, or an infinity. */
function isForEver(duration: string): boolean {
  if (/^-?inf(inity)?$/i.test(duration)) return true;
  const [, number = "0", unit = "s"] = /^(\d+)(?:\.\d*)?([smhd]?)$/.exec(duration) ?? [];
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1;
  return Number(number) * seconds > minutesOfADay * 60;
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
