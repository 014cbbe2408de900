import type { EngineEvent } from "@pulumi/pulumi/automation";

/** What the engine did and said in one operation. */
export class Events {
  private readonly events: EngineEvent[] = [];

  readonly onEvent = (event: EngineEvent): void => {
    this.events.push(event);
  };

  /** Reads them as the CLI writes them, one per line. */
  static parse(lines: string): Events {
    const events = new Events();
    for (const line of lines.split("\n")) if (line.startsWith("{")) events.onEvent(JSON.parse(line) as EngineEvent);
    return events;
  }

  /** Whether the engine's last word has come. */
  get areWhole(): boolean {
    return this.events.some(({ summaryEvent }) => summaryEvent !== undefined);
  }

  get text(): string {
    return this.events.map((event) => JSON.stringify(event)).join("\n");
  }

  /** The operations on resources of a type, in order, those that changed nothing left out. */
  operations(type: string): readonly string[] {
    return this.events
      .map(({ resourcePreEvent }) => resourcePreEvent?.metadata)
      .filter((step) => step?.type === type && step.op !== "same")
      .map((step) => step?.op ?? "");
  }

  /** "operation resource" of every step, also of those that change nothing. */
  get steps(): readonly string[] {
    return this.events.flatMap(({ resourcePreEvent: step }) =>
      step === undefined ? [] : [`${step.metadata.op} ${nameOf(step.metadata.urn)}`],
    );
  }

  /** "[level] policy: message", without the policy's description, which the engine puts first. */
  get policyMessages(): readonly string[] {
    return this.events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [messageOf(policyEvent)]));
  }

  /** The first lines of what was said of one resource, sorted: the engine keeps no order between policies. */
  said(resource: string): readonly string[] {
    return this.events
      .flatMap(({ policyEvent }) =>
        policyEvent !== undefined && nameOf(policyEvent.resourceUrn) === resource ? [messageOf(policyEvent)] : [],
      )
      .map((message) => message.split("\n")[0] ?? "")
      .sort();
  }

  /** The policies that a resource passed: neither failed, nor disabled, nor not applicable. */
  passed(resource: string): readonly string[] {
    return (this.events as readonly SummaryEvent[]).flatMap(({ policyAnalyzeSummaryEvent: summary }) =>
      summary !== undefined && nameOf(summary.resourceUrn) === resource ? (summary.passed ?? []) : [],
    );
  }

  /** "policy: resource" of what the engine changed at a policy's word. */
  get remediations(): readonly string[] {
    return (this.events as readonly SummaryEvent[]).flatMap(({ policyRemediationEvent: remediation }) =>
      remediation === undefined ? [] : [`${remediation.policyName}: ${nameOf(remediation.resourceUrn)}`],
    );
  }
}

/** Events that the SDK's types leave out (sdk/go/common/apitype/events.go). */
interface SummaryEvent {
  readonly policyAnalyzeSummaryEvent?: { readonly resourceUrn: string; readonly passed?: readonly string[] };
  readonly policyRemediationEvent?: { readonly resourceUrn: string; readonly policyName: string };
}

function messageOf({ enforcementLevel, policyName, message }: NonNullable<EngineEvent["policyEvent"]>): string {
  const [first = "", ...rest] = message.trim().split("\n");
  return `[${enforcementLevel}] ${policyName}: ${rest.join("\n") || first}`;
}

function nameOf(urn = ""): string {
  return urn.split("::").at(-1) ?? "";
}
