import { existsSync, readFileSync } from "node:fs";

/** What the policy pack said, in the engine's own words. */
export interface PolicyEvents {
  /** Packs that ran, name to version. */
  readonly packs: Readonly<Record<string, string>>;
  readonly analyses: readonly Analysis[];
  readonly violations: readonly Violation[];
  /** URN of every resource the engine reported on, by its id in lower case: Azure's ids ignore case. */
  readonly urns: ReadonlyMap<string, string>;
}

export interface Analysis {
  readonly urn: string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

export interface Violation {
  readonly urn: string | undefined;
  readonly policy: string;
  readonly level: string;
  /** What the policy is, what was found, and how to mend it: a line or more each. */
  readonly message: string;
}

/** Reads a file written by `--event-log`: one event of the engine per line (sdk/go/common/apitype/events.go). */
export function readPolicyEvents(file: string): PolicyEvents {
  const events = existsSync(file) ? readFileSync(file, "utf8").split("\n").flatMap(parse) : [];
  return {
    packs: Object.assign({}, ...events.map((event) => event.summaryEvent?.PolicyPacks)) as Record<string, string>,
    analyses: events.flatMap(({ policyAnalyzeSummaryEvent: summary }) =>
      summary === undefined
        ? []
        : [{ urn: summary.resourceUrn, passed: summary.passed ?? [], failed: summary.failed ?? [] }],
    ),
    violations: events.flatMap(({ policyEvent: violation }) =>
      violation === undefined
        ? []
        : [
            {
              urn: violation.resourceUrn,
              policy: violation.policyName,
              level: violation.enforcementLevel,
              // The engine's marks for a terminal's colours.
              message: violation.message.replace(/<\{%[^%]*%\}>/g, ""),
            },
          ],
    ),
    urns: new Map(events.flatMap(identities)),
  };
}

interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
    readonly message: string;
  };
  readonly policyAnalyzeSummaryEvent?: {
    readonly resourceUrn: string;
    readonly passed?: readonly string[];
    readonly failed?: readonly string[];
  };
  readonly summaryEvent?: { readonly PolicyPacks?: Readonly<Record<string, string>> };
  readonly resourcePreEvent?: ResourceEvent;
  readonly resOutputsEvent?: ResourceEvent;
}

interface ResourceEvent {
  readonly metadata: {
    readonly urn: string;
    readonly old?: { readonly id: string };
    readonly new?: { readonly id: string };
  };
}

/** The last line of an interrupted run may be half written. */
function parse(line: string): EngineEvent[] {
  try {
    return [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
}

function identities({ resourcePreEvent, resOutputsEvent }: EngineEvent): [string, string][] {
  const metadata = (resOutputsEvent ?? resourcePreEvent)?.metadata;
  const id = metadata?.new?.id || metadata?.old?.id;
  return metadata === undefined || !id ? [] : [[id.toLowerCase(), metadata.urn]];
}
