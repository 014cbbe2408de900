import { normalize } from "../guest/path";
import { directiveOf } from "../kdump/kdump-conf-directives";
import type { Situation } from "./situation";

/** Where dumps go; undefined where they leave for a device or a host of their own, below which the path then lies. */
export function dumpPathOf({
  kdumpConf,
  kdumpTools,
}: Situation): { readonly path: string; readonly place: string } | undefined {
  const directives = kdumpConf?.directives ?? [];
  if (directives.some(({ name }) => directiveOf(name).target)) return undefined;
  if (["NFS", "SSH", "FTP"].some((name) => (kdumpTools?.values.get(name) ?? "") !== "")) return undefined;
  const path = kdumpTools?.values.get("KDUMP_COREDIR") ?? directives.findLast(({ name }) => name === "path")?.value;
  if (path?.startsWith("/") !== true) return { path: "/var/crash", place: "the default" };
  const { place = "" } = kdumpTools ?? kdumpConf ?? {};
  return { path: normalize(path), place: place === "the image" ? "the default" : place };
}
