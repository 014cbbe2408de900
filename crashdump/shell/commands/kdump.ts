import { isEl } from "../../guest/stock";
import { imageText } from "../../guest/text";
import { vendorCrashKernel } from "../../recipes/crashkernel";
import { success, unclear } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** kdump's own commands, where they leave things as a boot would; the others are left unread. */
export const kdump: CommandTable = {
  kdumpctl: (shell, args) => {
    const [verb = ""] = options(args, ["--kernel"]).operands;
    if (verb === "reset-crashkernel") {
      // To the release's default, which kdump-lib.sh has.
      const { platform, bootArguments } = shell.guest;
      const value = platform === undefined ? imageText : vendorCrashKernel(platform);
      const rest = bootArguments.text.replace(/(^|\s)crashkernel=\S*/g, "$1");
      shell.guest.setBootArguments(`${rest} crashkernel=${value}`.trim(), shell.place, bootArguments.removed);
      return success;
    }
    if (verb === "stop") shell.guest.setUnit("kdump", { started: false }, shell.place);
    if (["start", "restart", "reload"].includes(verb)) shell.guest.setUnit("kdump", { started: true }, shell.place);
    return known.has(verb) ? success : undefined;
  },

  "kdump-config": (shell, [verb = ""]) => {
    if (verb === "unload") shell.guest.setUnit("kdump-tools", { started: false }, shell.place);
    if (verb === "load" || verb === "reload") shell.guest.setUnit("kdump-tools", { started: true }, shell.place);
    return known.has(verb) ? success : undefined;
  },

  /** Looks, and what it finds only the guest knows. */
  "azure-kdump-check": () => unclear,

  kexec: (shell, args) => {
    const { flags } = options(args);
    if (flags.has("-v") || flags.has("--version")) return success;
    // The capture kernel alone: `kexec -p -u`. It is loaded again at the next boot.
    const unloads = flags.has("-u") || flags.has("--unload");
    if (!unloads || !(flags.has("-p") || flags.has("--load-panic"))) return undefined;
    const { platform } = shell.guest;
    shell.guest.setUnit(
      platform === undefined || isEl(platform) ? "kdump" : "kdump-tools",
      { started: false },
      shell.place,
    );
    return success;
  },
};

const known = new Set(
  "start stop restart reload rebuild status showmem estimate load unload show test propagate get-default-crashkernel".split(
    " ",
  ),
);
