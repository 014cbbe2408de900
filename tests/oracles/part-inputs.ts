import fc from "fast-check";

/** Blobs of one part. */
export function text(): fc.Arbitrary<string> {
  const small = fc.constantFrom(
    "",
    "\n",
    "#!/bin/sh\r\nls\r\n",
    "#!/bin/sh\nls\n",
    "#cloud-boothook\n#!/bin/sh\nls\n",
    "#include\n",
    "#include https://example.test/\n",
    "#part-handler\n",
    "#upstart-job\n",
    "text/x-shellscript-per-boot\n",
    "## template: jinja\n#cloud-config\r\nruncmd: [a]\n",
    "## template: jinja\n#!/bin/sh\nls",
    "## template: jinja\n#cloud-boothook\nls",
    "plain",
    "\ufeff#cloud-config\n",
    " \t#Cloud-Config\nruncmd: [up]\n",
  );
  return fc.oneof(
    { weight: 4, arbitrary: cloudConfig() },
    { weight: 2, arbitrary: jsonPatch() },
    { weight: 2, arbitrary: archive() },
    { weight: 2, arbitrary: small },
  );
}

const keys = ["runcmd", "packages", "write_files", "power_state", "hostname", "apt", "launch-index", "y", "1", "true"];

const scalars = [
  "ls",
  "''",
  "5",
  "0644",
  "yes",
  "~",
  "1:30",
  "2001-12-14",
  '"a\\nb"',
  "é",
  "|\n  x\n  y",
  "!!binary aGk=",
];

function value(depth: number): fc.Arbitrary<string> {
  const scalar = fc.constantFrom(...scalars.filter((text) => depth > 1 || !text.startsWith("|")));
  if (depth === 0) return scalar;
  const inner = value(depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: scalar },
    { weight: 3, arbitrary: fc.array(flow(inner), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`) },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom("a", "b", "path", "mode"), flow(inner)), { maxLength: 3 })
        .map((pairs) => `{${pairs.map(([key, item]) => `${key}: ${item}`).join(", ")}}`),
    },
  );
}

function flow(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return inner.map((text) => (text.startsWith("|") ? "x" : text));
}

/** Merge rules, right and wrong. */
export const rules = [
  "list(append)+dict(recurse_list)+str()",
  "dict(replace)+list()+str()",
  "dict(allow_delete,recurse_str,recurse_list)+list(prepend)+str(append)",
  "dict(recurse_list)+list()",
  "dict(recurse_list)+list(no_replace)",
  "dict(recurse_list)+list(recurse_list,recurse_dict,recurse_str)+str(append)",
  "list(append)",
  "dict()",
  " DICT( recurse-list ) + List(append)",
  "bad",
  "tuple()",
  "",
];

const ruleValues = [
  ...rules.map((rule) => JSON.stringify(rule)),
  "[[list, append], [dict, recurse_list]]",
  "[{name: dict, settings: [recurse_list]}, {name: list, settings: prepend}]",
  "[list]",
  "5",
  "~",
  "{dict: 1}",
];

function cloudConfig(): fc.Arbitrary<string> {
  const entry = fc.tuple(fc.constantFrom(...keys), value(2)).map(([key, text]) => `${key}: ${text}\n`);
  const rule = fc
    .tuple(fc.constantFrom("merge_how", "merge_type"), fc.constantFrom(...ruleValues))
    .map(([key, text]) => `${key}: ${text}\n`);
  return fc
    .array(fc.oneof({ weight: 4, arbitrary: entry }, { weight: 1, arbitrary: rule }), { maxLength: 5 })
    .map((lines) => `#cloud-config\n${lines.join("")}`);
}

function jsonPatch(): fc.Arbitrary<string> {
  const paths = [
    "/runcmd",
    "/runcmd/0",
    "/runcmd/-",
    "/packages",
    "/packages/1",
    "/apt/a",
    "/hostname",
    "/merge_how",
    "",
    "x",
    "/a~1b",
    "/packages/00",
  ];
  const path = fc.constantFrom(...paths);
  const values = ["x", 5, null, ["y"], { a: 1 }, "list(append)", true, "ls"];
  const operation = fc.record(
    {
      op: fc.constantFrom("add", "remove", "replace", "move", "copy", "test", "nope"),
      path,
      from: path,
      value: fc.constantFrom(...values),
    },
    { requiredKeys: ["op", "path"] },
  );
  return fc.array(operation, { maxLength: 3 }).map((patch) => `#cloud-config-jsonp\n${JSON.stringify(patch)}`);
}

function archive(): fc.Arbitrary<string> {
  const entry = fc
    .record(
      {
        content: fc.oneof(fc.constantFrom("runcmd: [a]", "#!/bin/sh\nls\n", "é: ü", ""), cloudConfig(), jsonPatch()),
        type: fc.constantFrom(
          "text/cloud-config",
          "text/x-shellscript",
          "text/plain",
          "TEXT/cloud-config",
          "application/x-gzip",
          "text",
          "",
        ),
        filename: fc.constantFrom("a.sh", "b c", "", "../x"),
        "Merge-Type": fc.constantFrom(...rules),
        "merge-type": fc.constantFrom(...rules),
        "launch-index": fc.constantFrom(1, "x"),
      },
      { requiredKeys: [] },
    )
    .map((fields) => JSON.stringify(fields));
  const string = fc.constantFrom("runcmd: [s]", "#!/bin/sh\nls").map((body) => JSON.stringify(body));
  const entries = fc.oneof(
    { weight: 6, arbitrary: entry },
    { weight: 2, arbitrary: string },
    fc.constantFrom("5", "[]"),
  );
  return fc.array(entries, { maxLength: 3 }).map((items) => `#cloud-config-archive\n[${items.join(",\n")}]\n`);
}
