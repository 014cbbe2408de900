import { guestRule } from "./guest-rule";

/** One directive of another release, and kdump does not start: the KB2858695 file is the best known case. */
export const kdumpConfValid = guestRule("kdump-conf-valid", {
  severity: "high",
  level: "mandatory",
  what: "A release accepts the kdump configuration it is given.",
  why: "kdump refuses to start on one directive that its release does not know, and nobody notices before the panic.",
  remedy: "remove blacklist, options and disk_timeout from /etc/kdump.conf on EL 7 and later; or use HardenedVm",
  url: "https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/managing_monitoring_and_updating_the_kernel/configuring-kdump-on-the-command-line_managing-monitoring-and-updating-the-kernel",
});
