/** What a customData is judged by; `assess` gives the findings of all of them. */
export type Rule =
  | "panic-reboots"
  | "early-panic-reboots"
  | "oops-panics"
  | "nmi-panics"
  | "kdump-configured"
  | "kdump-conf-valid"
  | "no-driver-excluded"
  | "crashkernel-reserved"
  | "capture-kernel-recovers"
  | "dump-path-persistent"
  | "dump-space-sufficient"
  | "dump-private"
  | "kexec-not-blocked"
  | "cloud-init-effective";

/**
 * `violation`: the VM would stay down, or leave no dump. `advisory`: it is worse than it need be. `cannot-tell`:
 * something touches what the rule is about, and only the guest knows the outcome.
 */
export type Verdict = "violation" | "advisory" | "cannot-tell";

export interface Finding {
  readonly rule: Rule;
  readonly verdict: Verdict;
  /** What was found, and where. Never quotes more of a customData than names and numbers of kernel settings. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}
