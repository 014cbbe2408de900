import { bootParameter } from "#crashdump/guest/command-line";
import { excludedDrivers } from "#crashdump/guest/excluded-drivers";
import { GuestState } from "#crashdump/guest/state";
import { sysctlAtBoot } from "#crashdump/guest/sysctl";
import { unitAtBoot } from "#crashdump/guest/units";
import { interpret } from "#crashdump/shell/interpret";
import type { Platform } from "azure-kdump-core";
import { debian } from "../platforms";

/** A guest after some scripts, one after the other. */
export function guestAfter(scripts: string | readonly string[], platform: Platform = debian): GuestState {
  const state = new GuestState(platform);
  for (const script of [scripts].flat()) interpret(script, state, "the script");
  return state;
}

/** What only the guest knows. */
export const open = "only the guest knows";

/** In the words of the tables: a value, {@link open}, or undefined where nothing was set. */
export const sysctl = (key: string) => (state: GuestState) => valueOf(sysctlAtBoot(state, key));
export const panic = sysctl("kernel.panic");
export const parameter = (name: string) => (state: GuestState) => valueOf(bootParameter(state, name));
export const crashkernel = parameter("crashkernel");
export const unit = (name: string) => (state: GuestState) => valueOf(unitAtBoot(state, name));
export const runtime = (key: string) => (state: GuestState) => valueOf(state.runtime.get(key));
export const installed = (name: string) => (state: GuestState) => valueOf(state.packages.get(name));
export const reboots = (state: GuestState) => state.rebootRequested !== undefined;
export const unread = (state: GuestState) => state.unread.map(({ place }) => place);
export const drivers = (state: GuestState) => excludedDrivers(state).map(({ driver }) => driver);
export const holds = (path: string) => (state: GuestState) => {
  const file = state.file(path);
  return file === undefined ? undefined : (file.content ?? open);
};

function valueOf<Value>(found: { readonly value: Value | undefined } | undefined) {
  return found === undefined ? undefined : (found.value ?? open);
}
